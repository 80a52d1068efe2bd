/** A session's journal on disk: all that its terminal has printed. */

/** The bytes of a journal from its first on, whose files are listed and read by these. */
export async function joined(
  list: () => Promise<string[]>,
  read: (name: string) => Promise<Buffer>,
): Promise<Buffer> {
  // The files are named by their first offset, with zeros in front; the indexes beside them hold times and sizes.
  const names = (await list()).filter((name) => !name.endsWith('.index')).sort();
  return Buffer.concat(await Promise.all(names.map(read)));
}
