/** `put` and `get`: files and folders into and out of a session that is there. */
import type { CliCommand } from './arguments';
import type { CliContext } from './cli';
import { sources, targets } from './local-files';
import { fetchAll, sendAll } from './moving';
import { withSignals } from './signals';

/** Sends files and folders; resolves to the exit code. */
export async function put(
  command: Extract<CliCommand, { kind: 'put' }>,
  context: CliContext,
): Promise<number> {
  const { to, replace } = command;
  const files = await sources(command.files, context.io.cwd);
  await context.sessions.find();
  const { id } = context.sessions.get(command.id);
  return withSignals(context, async ({ interrupted: signal }) => {
    await sendAll(id, files, { to, replace, signal }, context);
    return 0;
  });
}

/** Fetches files and folders; resolves to the exit code. */
export async function get(
  command: Extract<CliCommand, { kind: 'get' }>,
  context: CliContext,
): Promise<number> {
  const { files, to, replace } = command;
  const { sessions, io } = context;
  const all = await targets(files, to, io.cwd, replace);
  await sessions.find();
  const { id } = sessions.get(command.id);
  return withSignals(context, async ({ interrupted: signal }) => {
    await fetchAll(id, all, { replace, signal }, context);
    return 0;
  });
}
