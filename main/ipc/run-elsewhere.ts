/** Rows that failed in a session that has ended, to be run again in a new one like it. */
import { join } from 'node:path';
import type { SessionId } from '../../preload/contract';
import type { LeftFiles } from '../backends/backend';
import type { Asking } from '../desktop/asking';
import type { Windows } from '../desktop/windows';
import { Failure } from '../failure';
import { type Groups, type Wrote, writeFailedRows } from '../sessions/jobs/failed-rows';
import type { SessionManager } from '../sessions/manager';
import type { Transfers } from '../sessions/transfers/queue/transfers';
import { arrived } from './arrived';
import type { BeginSession } from './begin';

/** What it acts on. */
export interface ElsewhereParts {
  readonly sessions: SessionManager;
  readonly windows: Windows;
  readonly transfers: Transfers;
  readonly asking: Asking;
  readonly begin: BeginSession;
}

/** The working folder. */
const WORK = Buffer.from('');

/**
 * Writes the rows of these groups, makes a session of the same tenant, place and size, sends it the file, and puts the command
 * with it at its prompt. It is not run. @throws Failure what of it did not happen
 */
export async function runElsewhere(
  from: SessionId,
  job: string,
  groups: Groups,
  { sessions, windows, transfers, asking, begin }: ElsewhereParts,
): Promise<Wrote> {
  const session = sessions.get(from);
  const wrote = await writeFailedRows(sessions.connection(from), job, groups, true);
  const file = await fileOf(session.backend.left(from), wrote);
  const { tenant, size, lifeMs } = session.spec;
  const choice = { tenant: tenant.id, backend: session.backend.kind, size, lifeMs };
  const { id } = await begin(choice);
  const group = await transfers.send(id, [file], WORK);
  await arrived(transfers, id, (one) => one.group === group);
  if (wrote.line === null)
    throw new Failure(
      'bad-name',
      'Nothing was put at the prompt: the command has characters that cannot be typed. The rows are in the new session’s files',
    );
  const window = windows.terminal(sessions.get(id).view());
  asking.ask(window, { kind: 'type', line: wrote.line });
  return wrote;
}

/** Where the rows are on this computer. A place whose files are gone has none that could have been written. */
async function fileOf(left: Promise<LeftFiles>, { path }: Wrote): Promise<string> {
  const files = await left;
  if (files.kind !== 'here' || path === null)
    throw new Failure(
      'outside',
      'The rows were not sent to a new session: their file is not in the folder of the one that ended',
      'Save them instead',
    );
  return join(files.folder, path.toString('utf8'));
}
