/** The groups of more than one knot that all reach each other (Tarjan's algorithm, without recursion: chains may be long). */
export function circlesOf<T>(knots: readonly T[], next: (knot: T) => readonly T[]): readonly (readonly T[])[] {
  const search = new Search(next);
  for (const knot of knots) search.from(knot);
  return search.circles.filter(({ length }) => length > 1);
}

/** The shortest way round through the first knot of a group, with that knot again at its end. */
export function shortestCircle<T>(start: T, group: ReadonlySet<T>, next: (knot: T) => readonly T[]): readonly T[] {
  const cameFrom = new Map<T, T>();
  const queue = [start];
  for (const knot of queue) {
    for (const other of next(knot)) {
      if (other === start) return [...wayTo(knot, start, cameFrom), start];
      if (!group.has(other) || cameFrom.has(other)) continue;
      cameFrom.set(other, knot);
      queue.push(other);
    }
  }
  return [];
}

function wayTo<T>(end: T, start: T, cameFrom: ReadonlyMap<T, T>): readonly T[] {
  const way: T[] = [end];
  for (let knot = end; knot !== start; ) {
    const before = cameFrom.get(knot);
    if (before === undefined) break;
    way.push(before);
    knot = before;
  }
  return way.reverse();
}

interface Visit {
  readonly index: number;
  lowest: number;
  onStack: boolean;
}

class Search<T> {
  readonly circles: (readonly T[])[] = [];
  readonly #visits = new Map<T, Visit>();
  readonly #stack: T[] = [];

  constructor(private readonly next: (knot: T) => readonly T[]) {}

  from(start: T): void {
    if (this.#visits.has(start)) return;
    const path = [this.#enter(start)];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const other = step.others.next();
      if (other.done) {
        path.pop();
        this.#leave(step.knot, step.visit, path.at(-1)?.visit);
      } else {
        const known = this.#visits.get(other.value);
        if (!known) path.push(this.#enter(other.value));
        else if (known.onStack) step.visit.lowest = Math.min(step.visit.lowest, known.index);
      }
    }
  }

  #enter(knot: T) {
    const visit: Visit = { index: this.#visits.size, lowest: this.#visits.size, onStack: true };
    this.#visits.set(knot, visit);
    this.#stack.push(knot);
    return { knot, visit, others: this.next(knot)[Symbol.iterator]() };
  }

  #leave(knot: T, visit: Visit, parent: Visit | undefined): void {
    if (parent) parent.lowest = Math.min(parent.lowest, visit.lowest);
    if (visit.lowest !== visit.index) return;
    const group = this.#stack.splice(this.#stack.lastIndexOf(knot));
    for (const member of group) {
      const seen = this.#visits.get(member);
      if (seen) seen.onStack = false;
    }
    this.circles.push(group);
  }
}
