/** Asks GitHub which release is the newest: a file of that release, and no API, which counts requests by address. */
import { z } from 'zod';
import type { Network } from '../network/network';
import { download } from './download';
import { badAnswer } from './failures';
import { newestFile, type Repository } from './repository';
import { Version } from './version';

/** What is read of the file that electron-builder makes; the files to download are people's matter. */
const ReleaseFile = z.object({ version: Version });

/** The version that such a file names, or null: it is none. */
async function versionIn(text: string): Promise<Version | null> {
  const { parse } = await import('yaml');
  try {
    // All values are texts: 1.10 is no number. Its warnings would quote the answer in the log.
    const file: unknown = parse(text, { schema: 'failsafe', logLevel: 'error' });
    return ReleaseFile.parse(file).version;
  } catch {
    return null;
  }
}

/** How it is asked. */
export interface Asking {
  readonly repository: Repository;
  readonly network: Network;
  readonly platform: NodeJS.Platform;
  /** How long it may take, ms; 10 s unless it is said. */
  readonly timeMs?: number;
}

/** The newest release. @throws Failure with why it is not known */
export async function newestVersion(asking: Asking): Promise<Version> {
  const address = newestFile(asking.repository, asking.platform);
  const version = await versionIn(await download(address, asking.network, asking.timeMs));
  if (version === null) throw badAnswer(address.host, 'names no version');
  return version;
}
