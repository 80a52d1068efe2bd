/** What moves files for windows, from the start of the app to its end. */
import type { Core } from '../core';
import { FixedCopies } from '../csv/fixed-copies';
import { Preflight } from '../csv/preflight';
import { Staging } from '../files/staging';
import { localFiles } from '../sessions/transfers/moves/local-files';
import { Transfers } from '../sessions/transfers/queue/transfers';

/** The list of transfers, what looks at CSV files before them, and the copies for both ways. */
export interface Moving {
  readonly transfers: Transfers;
  readonly preflight: Preflight;
  readonly copies: FixedCopies;
  readonly staging: Staging;
}

/** Reads what was under way; only one app at a time has the profile's transfers, and the command line has none. */
export function openMoving({ profile, sessions, google }: Core): Moving {
  const transfers = new Transfers({
    profile,
    connection: (id) => sessions.connection(id),
    ...localFiles,
  });
  google.account.onChange(({ kind }) => {
    if (kind === 'signed-in') transfers.again();
  });
  const copies = new FixedCopies(profile);
  const preflight = new Preflight({ send: (...what) => transfers.send(...what), copies });
  return { transfers, preflight, copies, staging: new Staging(profile) };
}

/** Goes on with what was under way, once the sessions have been found, and clears away what a crash left. */
export async function resumeMoving(
  { transfers, copies, staging }: Moving,
  { sessions }: Core,
): Promise<void> {
  await staging.clear();
  const known = new Set(sessions.list().map(({ id }) => id));
  const gone = new Set(transfers.list().map(({ session }) => session));
  for (const id of gone) if (!known.has(id)) await transfers.dropSession(id);
  // Fixed copies go when they have been sent.
  const tidy = () => void copies.tidy(transfers.sources());
  transfers.on('changed', tidy);
  tidy();
  transfers.resume();
}

/** What is under way stands still until the next start; copies for other programs go. */
export async function closeMoving({ transfers, staging }: Moving): Promise<void> {
  await transfers.close();
  await staging.clear();
}
