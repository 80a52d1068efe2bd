/** An e-mail address in a cell. */

/** The shape alone, with its domain; whether it is a person's or a group's is not known. */
const ADDRESS = /^[^\s@]{1,64}@(?<domain>[^\s@.]+(?:\.[^\s@.]+)+)$/;

/** The domain of an address in small letters; null where it is none. */
export function domainOf(cell: string): string | null {
  // Most cells are none, and a long one is not searched.
  if (cell.length > 320 || !cell.includes('@')) return null;
  return ADDRESS.exec(cell)?.groups?.['domain']?.toLowerCase() ?? null;
}
