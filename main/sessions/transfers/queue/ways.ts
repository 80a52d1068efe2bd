/** Where a transfer goes, as windows are told. */
import { basename } from 'node:path';
import { SessionPath, type Transfer } from '../../../../preload/contract';
import { visible } from '../../../../preload/visible';
import { below } from '../moves/names';
import type { TransferRecord } from './record';

/** What a session's working folder is called. */
const WORK = '/work';

/** The folder as it is shown, and a send's path: the usual one until another is chosen. */
export function waysOf(record: TransferRecord): Pick<Transfer, 'to' | 'at' | 'forSpreadsheet'> {
  if (record.direction === 'fetch') {
    const { to, forSpreadsheet } = record;
    return { to: visible(basename(to)), at: null, forSpreadsheet };
  }
  const folder = Buffer.from(record.to, 'base64');
  const to = shownFolder(folder);
  const usual = below(folder, Buffer.from(basename(record.local)));
  const at = SessionPath.safeParse(record.target ?? Buffer.from(usual).toString('base64'));
  return { to, at: at.success ? at.data : null, forSpreadsheet: false };
}

/** A folder of a session as it is shown: "/work/photos". */
export function shownFolder(folder: Buffer): string {
  return visible(folder.length === 0 ? WORK : `${WORK}/${folder.toString('utf8')}`);
}
