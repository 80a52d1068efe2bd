/** What windows ask about jobs. */
import type { IpcMainInvokeEvent } from 'electron';
import type { Job, SessionId } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';
import { localName } from '../files/local-name';
import { TakenNames } from '../files/taken-names';
import { failedRows, type Groups, type Wrote, writeFailedRows } from '../sessions/jobs/failed-rows';
import { fetched } from './fetched';
import type { Handlers } from './handle';
import { JobListeners } from './job-listeners';
import { type ElsewhereParts, runElsewhere } from './run-elsewhere';
import { askSavePlace } from './save-place';

type JobHandlers = Pick<Handlers, Extract<keyof Handlers, `jobs.${string}`>>;

type JobParts = ElsewhereParts;

/** The handlers of the jobs' channels. */
export function jobHandlers(parts: JobParts): JobHandlers {
  const { sessions, windows, asking } = parts;
  const listeners = new JobListeners(sessions);
  /** A terminal window has only its own session's; Home has all. */
  const may = (event: IpcMainInvokeEvent, id: SessionId) => {
    const own = windows.sessionOf(event.sender);
    if (own !== null && own !== id) throw new Failure('no-session', 'That is another session’s.');
    return sessions.connection(id);
  };
  return {
    'jobs.list': (_input, event) => listeners.add(event.sender, windows.sessionOf(event.sender)),
    'jobs.leave': (_input, event) => listeners.leave(event.sender),
    'jobs.outputs': (_input, event) => {
      const own = windows.sessionOf(event.sender);
      return own === null ? [] : outputsOf(sessions.get(own).jobs);
    },
    'jobs.failedRows': ({ session, job }, event) => failedRows(may(event, session), job),
    'jobs.runAgain': async ({ session, job, groups }, event) => {
      const connection = may(event, session);
      requireFree(sessions.get(session).jobs);
      const wrote = await writeFailedRows(connection, job, groups);
      if (wrote.line === null) throw new Failure(...NOT_TYPED);
      const window = windows.terminal(sessions.get(session).view());
      asking.ask(window, { kind: 'type', line: wrote.line });
      return { name: nameOf(wrote), rows: wrote.rows, complete: wrote.complete };
    },
    'jobs.runElsewhere': async ({ session, job, groups }, event) => {
      may(event, session);
      const wrote = await runElsewhere(session, job, groups, parts);
      return { name: nameOf(wrote), rows: wrote.rows, complete: wrote.complete };
    },
    'jobs.showOutput': ({ session, job }, event) => {
      may(event, session);
      const found = sessions.get(session);
      const from = found.jobs.find(({ id }) => id === job)?.output;
      const window = windows.terminal(found.view());
      if (from !== undefined) asking.ask(window, { kind: 'output', from });
    },
    'jobs.save': ({ session, job, groups }, event) => {
      may(event, session);
      return save(event, session, job, groups, parts);
    },
  };
}

const NOT_TYPED = [
  'bad-name',
  'Nothing was put at the prompt: the command has characters that cannot be typed. The rows are in the session’s files',
] as const;

function outputsOf(jobs: readonly Job[]): number[] {
  return jobs.flatMap(({ output }) => output ?? []);
}

/** What is typed while a program runs is the program's. @throws Failure `busy` */
function requireFree(jobs: readonly Job[]): void {
  const running = jobs.some(({ kind, endedAt }) => kind === 'gam' && endedAt === null);
  if (running)
    throw new Failure(
      'busy',
      'Nothing was put at the prompt: a job still runs in that session',
      'Wait until it has ended, then try again',
    );
}

function nameOf({ name }: Wrote): string {
  return visible(name.toString('utf8'));
}

/** Has the session write the rows, and fetches that file to where a person wants it; null: nowhere. */
async function save(
  event: IpcMainInvokeEvent,
  session: SessionId,
  job: string,
  groups: Groups,
  { sessions, transfers }: JobParts,
): Promise<string | null> {
  const { file } = await failedRows(sessions.connection(session), job);
  const target = await askSavePlace(event, localNameOf(file));
  if (target === null) return null;
  const wrote = await writeFailedRows(sessions.connection(session), job, groups);
  if (wrote.path === null)
    throw new Failure(
      'outside',
      `${nameOf(wrote)} was not saved: it is outside the session’s working folder`,
      'It lies beside the file that the job was given',
    );
  await fetched(transfers, session, wrote.path, target);
  return nameOf(wrote);
}

/** `staff.csv` is offered as `staff.failed.csv`. */
function localNameOf(file: string): string {
  const name = file.replace(/(\.[^.]*)?$/, '.failed$1');
  return localName(Buffer.from(name), new TakenNames(), process.platform);
}
