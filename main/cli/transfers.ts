/** `put` and `get`: files into and out of a session that is there. */
import { FilesClient, pathOf } from '../sessions/transfers/files-client';
import type { CliCommand } from './arguments';
import type { CliContext } from './cli';
import { sources, targets } from './local-files';
import { send } from './run';
import { withSignals } from './signals';

/** Sends files; resolves to the exit code. */
export async function put(
  command: Extract<CliCommand, { kind: 'put' }>,
  context: CliContext,
): Promise<number> {
  const { to, replace } = command;
  const files = await sources(command.files, context.io.cwd);
  await context.sessions.find();
  const { id } = context.sessions.get(command.id);
  return withSignals(context, async ({ interrupted: signal }) => {
    await send(id, files, { to, replace, signal }, context);
    return 0;
  });
}

/** Fetches files; resolves to the exit code. */
export async function get(
  command: Extract<CliCommand, { kind: 'get' }>,
  context: CliContext,
): Promise<number> {
  const { files, to, replace } = command;
  const { sessions, io, notes } = context;
  const all = await targets(files, to, io.cwd, replace);
  await sessions.find();
  const client = new FilesClient(sessions.connection(sessions.get(command.id).id));
  return withSignals(context, async ({ interrupted: signal }) => {
    try {
      for (const { remote, path } of all) {
        notes.step(`fetching ${remote}`);
        await client.get(pathOf(remote), path, { replace, signal });
      }
      return 0;
    } finally {
      await client.close();
    }
  });
}
