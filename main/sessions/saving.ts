/** The credential files that GAM has changed in a session, fetched to be saved, and told as saved. */
import { Failure } from '../failure';
import { askOnce } from './link/ask-once';
import type { Parts } from './link/connect';
import type { SessionWatch } from './link/watch-client';
import type { GivenFile } from './wire/messages';

/** Asks the session's agent. @throws Failure `not-connected`, `old-agent` or `not-read` */
export function changedFiles(parts: Parts): Promise<GivenFile[]> {
  return asking(parts, (watch) => watch.credentials());
}

/** Tells the agent what has been saved: it is no change any more. @throws Failure `not-connected` */
export function tellSaved(
  parts: Parts,
  files: readonly Pick<GivenFile, 'name' | 'now'>[],
): Promise<void> {
  const saved = Object.fromEntries(files.map(({ name, now }) => [name, now]));
  return asking(parts, (watch) => watch.saved(saved));
}

async function asking<T>(parts: Parts, ask: (watch: SessionWatch) => Promise<T>): Promise<T> {
  try {
    return await askOnce(parts, ask);
  } catch (why) {
    if (!(why instanceof Failure) || why.code !== 'unknown-op') throw why;
    throw new Failure('old-agent', 'The session’s agent is older than the app.', 'Copy the files.');
  }
}
