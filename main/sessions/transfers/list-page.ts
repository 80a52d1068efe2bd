/** One page of a folder of a session. */
import type { z } from 'zod';
import { Failure } from '../../failure';
import { FileAnswers } from '../wire/file-answers';
import type { FilesLink } from './files-link';

const PAGE = 1_000;

/** Entries by the bytes of their names, after `after` (null: from the first). @throws Failure */
export async function listPage(
  link: FilesLink,
  path: Uint8Array,
  after: Uint8Array | null,
): Promise<z.output<typeof FileAnswers.list>> {
  const from = after === null ? null : Buffer.from(after).toString('base64');
  const fields = { path: Buffer.from(path).toString('base64'), limit: PAGE, after: from };
  const page = await link.persist((live) => live.calls.ask('list', fields, FileAnswers.list));
  let last = after;
  for (const { name } of page.entries) {
    // Otherwise it might never come to an end.
    if (last !== null && Buffer.compare(name, last) <= 0)
      throw new Failure('bad-frame', 'The session listed its files out of order.');
    last = name;
  }
  return { entries: page.entries, more: page.more && page.entries.length > 0 };
}
