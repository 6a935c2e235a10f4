/** The names that were perhaps meant, the nearest first. Large and small letters are the same; nothing at all is near to none. */
export function nearest(names: readonly string[], wanted: string, within = Math.max(3, wanted.length / 2)): readonly string[] {
  if (wanted === '') return [];
  const small = wanted.toLowerCase();
  return names
    .map(name => ({ name, distance: distance(name.toLowerCase(), small) }))
    .filter(candidate => candidate.distance <= within || candidate.name.toLowerCase().startsWith(small))
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** How many letters must change, come or go (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
