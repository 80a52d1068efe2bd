/** Keeps what did not change, so that of a long list only the rest is drawn again. Pure. */

/** The list, with each thing that is as it was being the same object as before; the same list where all are. */
export function keepSame<T extends { readonly id: string }>(before: T[] | null, now: T[]): T[] {
  if (before === null) return now;
  const known = new Map(before.map((one) => [one.id, one]));
  const kept = now.map((one) => {
    const old = known.get(one.id);
    return old !== undefined && isSame(old, one) ? old : one;
  });
  const isAsBefore = kept.length === before.length && kept.every((one, at) => one === before[at]);
  return isAsBefore ? before : kept;
}

/** They come as messages, so that all there is to them is in their JSON. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
