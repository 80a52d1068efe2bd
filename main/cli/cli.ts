/** The command line, apart from Electron: from words to an exit code. */
import { visible } from '../../preload/visible';
import type { Core } from '../core';
import { extend } from '../sessions/extending';
import { type CliCommand, parseCli } from './arguments';
import { diagnose } from './diagnose';
import { codeOfFailure } from './exit-codes';
import { exportOutput } from './export';
import { HELP } from './help';
import type { CliIo } from './io';
import { Notes } from './notes';
import { print } from './print';
import { execute, mustRun, run } from './run';
import { table } from './table';
import { get, put } from './transfers';
import { sessionRows } from './words';

/** What the commands act on. */
type CliCore = Pick<Core, 'sessions' | 'tenants'>;

/** The app as the command line sees it. */
export interface CliApp {
  readonly version: string;
  /** Opens the profile; not called for what needs none. */
  readonly open: () => Core | Promise<Core>;
}

/** What a command works with. */
export interface CliContext extends CliCore {
  readonly io: CliIo;
  readonly notes: Notes;
}

/**
 * Does what the words (without the program's name) ask for. Resolves to the exit code, whatever happens; failures are told on
 * stderr. What it started is over or recorded then: the process may exit at once.
 */
export async function runCli(argv: readonly string[], io: CliIo, app: CliApp): Promise<number> {
  const notes = new Notes(io.stderr);
  try {
    const command = parseCli(argv);
    if (command.kind === 'help') return await print(io, HELP);
    if (command.kind === 'version') return await print(io, `${app.version}\n`);
    const core = await app.open();
    const { sessions, tenants } = core;
    if (command.kind === 'diagnose')
      return await diagnose(command, core, io).finally(() => sessions.close());
    return await act(command, { sessions, tenants, io, notes }).finally(() => sessions.close());
  } catch (thrown) {
    notes.done();
    notes.failure(thrown);
    return codeOfFailure(thrown);
  }
}

type Acting = Exclude<CliCommand, { kind: 'help' | 'version' | 'diagnose' }>;

async function act(command: Acting, context: CliContext): Promise<number> {
  switch (command.kind) {
    case 'run':
      return run(command, context);
    case 'exec':
      return execute(command, context);
    case 'put':
      return put(command, context);
    case 'get':
      return get(command, context);
    case 'export':
      return exportOutput(command, context);
    case 'sessions':
      return list(command.json, context);
    case 'extend':
      return extendOne(command, context);
    case 'end':
      return end(command.ids, context);
  }
}

async function list(json: boolean, { sessions, io }: CliContext): Promise<number> {
  await sessions.find();
  const all = sessions.list();
  if (json) return print(io, `${JSON.stringify(all, null, 2)}\n`);
  if (all.length === 0) return print(io, 'No sessions.\n');
  return print(io, table(sessionRows(all, Date.now())));
}

async function extendOne(
  { id, byMs }: Extract<CliCommand, { kind: 'extend' }>,
  { sessions }: CliContext,
): Promise<number> {
  await sessions.find();
  const session = sessions.get(id);
  mustRun(session);
  await extend(sessions.connection(session.id), byMs);
  return 0;
}

/** Ends all it can, and fails with the first thing that went wrong. */
async function end(ids: readonly string[], { sessions, notes }: CliContext): Promise<number> {
  await sessions.find();
  // All names are looked at before anything is ended.
  const named = [...new Set(ids)].map((id) => sessions.get(id).id);
  let code = 0;
  for (const id of named) {
    notes.step(`ending ${visible(id)}`);
    try {
      await sessions.end(id);
    } catch (thrown) {
      notes.failure(thrown);
      code ||= codeOfFailure(thrown);
    }
  }
  notes.done();
  return code;
}
