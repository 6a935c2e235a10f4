/**
 * The shortest circle through each knot of a graph of imports, as the files on it with the first one named again at its end. Files that reach each other
 * form one knot, told once: to break one circle of a knot often breaks others.
 */
export function circles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const told = new Set<string>();
  for (const start of [...graph.keys()].sort()) {
    if (told.has(start)) continue;
    const circle = shortestCircle(graph, start);
    if (!circle) continue;
    found.push(circle);
    for (const file of knotOf(graph, start)) told.add(file);
  }
  return found;
}

function shortestCircle(graph: ReadonlyMap<string, readonly string[]>, start: string): readonly string[] | undefined {
  const cameFrom = reachable(graph, start);
  if (!cameFrom.has(start)) return undefined;
  const circle = [start];
  let file = cameFrom.get(start);
  while (file !== undefined && file !== start) {
    circle.unshift(file);
    file = cameFrom.get(file);
  }
  return [start, ...circle];
}

function knotOf(graph: ReadonlyMap<string, readonly string[]>, start: string): readonly string[] {
  return [...reachable(graph, start).keys()].filter(file => reachable(graph, file).has(start));
}

/** Every file that `start` reaches, nearest first, with the file it was reached from. Holds `start` itself only when a circle leads back. */
function reachable(graph: ReadonlyMap<string, readonly string[]>, start: string): ReadonlyMap<string, string> {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const next of graph.get(file) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      if (next !== start) queue.push(next);
    }
  }
  return cameFrom;
}
