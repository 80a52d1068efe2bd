/** `run` and `exec`: one command, in a session made for it or in one that is there. */
import type { SessionId } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Failure } from '../failure';
import type { SessionRequest } from '../sessions/making';
import type { ManagedSession } from '../sessions/session';
import type { CliCommand } from './arguments';
import type { CliContext } from './cli';
import { runCommand } from './job';
import { sources } from './local-files';
import { sendAll } from './moving';
import { unless, withSignals } from './signals';

/** A session made by `run` ends at the latest after this, unless a job runs. ms */
const LIFE_MS = 8 * 3_600_000;
/** One that nobody uses ends after this. ms */
const IDLE_MS = 3_600_000;

type Run = Extract<CliCommand, { kind: 'run' }>;
type Execute = Extract<CliCommand, { kind: 'exec' }>;

/** What the words ask for. @throws Failure `no-tenant` or `no-backend`, before anything is made */
function request(command: Run, { sessions, tenants }: CliContext): SessionRequest {
  const tenant = tenants.get(command.tenant);
  const { kind: backend } = sessions.backend(command.backend);
  const life = { lifeMs: LIFE_MS, idleMs: IDLE_MS, oneShot: !command.keep };
  return { tenant, backend, size: 'standard', name: command.name, ...life };
}

/** Makes a session, runs the command in it, and ends it; resolves to the exit code. */
export async function run(command: Run, context: CliContext): Promise<number> {
  const { sessions, notes, io } = context;
  const wanted = request(command, context);
  const files = await sources(command.files, io.cwd);
  return withSignals(context, async (signals) => {
    const { id, done } = sessions.create(wanted);
    let kept = false;
    try {
      await unless(signals.interrupted, shown(id, done, context));
      const options = { to: '.', replace: true, signal: signals.interrupted };
      await unless(signals.interrupted, sendAll(id, files, options, context));
      notes.done();
      // One in which nothing has run is of no use.
      kept = command.keep;
      if (kept) notes.line(`session ${id} stays; end it with: end ${id}`);
      return await runCommand(command, sessions.connection(id), signals, context);
    } finally {
      await finish(id, kept, context);
    }
  });
}

/** Tells the steps of making a session. */
async function shown(id: SessionId, done: Promise<void>, context: CliContext): Promise<void> {
  const { sessions, notes } = context;
  const show = () => {
    const state = sessions
      .all()
      .find((session) => session.id === id)
      ?.view().state;
    if (state?.kind === 'creating') notes.step(`starting session ${id}: ${state.text}`);
  };
  sessions.on('changed', show);
  await done.finally(() => sessions.off('changed', show));
}

/** Ends the session of a `run`; one that could not be made is not kept either, as its failure is told here. */
async function finish(id: SessionId, keep: boolean, context: CliContext): Promise<void> {
  const { sessions, notes } = context;
  const isListed = sessions.all().some((session) => session.id === id);
  if (keep || !isListed) return notes.done();
  notes.step(`ending session ${id}`);
  await sessions.end(id);
  notes.done();
}

/** Refuses one that has ended. @throws Failure `session-ended`, with why and where its files are */
export function mustRun({ id, backend, phase }: ManagedSession): void {
  if (phase.kind === 'creating' || phase.kind === 'running') return;
  const why = 'reason' in phase ? `: ${phase.reason}` : '';
  const fix =
    backend.kind === 'local' ? `Its files are on this computer: get ${id} FILE.` : undefined;
  const message = `Session ${id} has ended${why}.`;
  throw new Failure('session-ended', visible(message), phase.kind === 'ended' ? fix : undefined);
}

/** Runs a command in a session that is there; resolves to the exit code. */
export async function execute(command: Execute, context: CliContext): Promise<number> {
  const { sessions } = context;
  await sessions.find();
  const session = sessions.get(command.id);
  mustRun(session);
  return withSignals(context, (signals) =>
    runCommand(command, sessions.connection(session.id), signals, context),
  );
}
