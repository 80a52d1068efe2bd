/** Saves files of the session on this computer, by transfers that go on after a cut. */
import {
  type AppError,
  type FileEntry,
  type FilePage,
  MOST_AT_ONCE,
  type Result,
  type SessionPath,
} from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import { count } from '../../ui/time';
import { pathIn, WORK } from '../files/paths';

/** What is told: why it was not done, and what is to be known of files that leave. */
export interface SaveTold {
  readonly failed: (error: AppError) => void;
  readonly words: (words: string) => void;
}

/** What is saved. */
interface Saved {
  readonly path: SessionPath;
  readonly entry: Pick<FileEntry, 'type'>;
}

/** To the folder for downloads, or to where a person says; `forSpreadsheet`: CSV files, whose formulas are made text. */
export async function save(
  rows: readonly Saved[],
  to: 'downloads' | 'ask',
  told: SaveTold,
  forSpreadsheet = false,
): Promise<void> {
  if (rows.length === 0) return;
  if (rows.length > MOST_AT_ONCE) return told.failed(TOO_MANY);
  const single = rows.length === 1 && rows[0]?.entry.type === 'file';
  const paths = rows.map(({ path }) => path);
  const answer = await bridge.call('transfers.fetch', { paths, to, single, forSpreadsheet });
  if (!answer.ok) told.failed(answer.error);
  else if (answer.value.leaving !== null) told.words(answer.value.leaving);
}

const TOO_MANY: AppError = {
  code: 'too-many',
  message: `Nothing was saved: these are more than ${count(MOST_AT_ONCE)} files and folders`,
  fix: 'Save the folder that they are in',
};

/** The file of the working folder that was written last. */
export async function saveNewest(told: SaveTold): Promise<void> {
  let newest: FileEntry | null = null;
  let after: FileEntry['name'] | null = null;
  for (let more = true; more; ) {
    const page: Result<FilePage> = await bridge.call('files.list', { path: WORK, after });
    if (!page.ok) return told.failed(page.error);
    for (const entry of page.value.entries)
      if (entry.type === 'file' && entry.mtime > (newest?.mtime ?? -1)) newest = entry;
    after = page.value.entries.at(-1)?.name ?? null;
    more = page.value.more && after !== null;
  }
  if (newest === null) return told.failed(NO_FILE);
  await save([{ path: pathIn(WORK, newest.name), entry: newest }], 'downloads', told);
}

const NO_FILE: AppError = {
  code: 'not-found',
  message: 'Nothing was saved: there is no file in the working folder',
};
