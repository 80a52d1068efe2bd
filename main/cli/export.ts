/** `export`: what a session keeps of its output, in a file of the caller's. */
import { resolve } from 'node:path';
import { EXPORT_WARNING, exportJournal } from '../sessions/journal/export/export';
import { JournalClient } from '../sessions/journal/journal-client';
import type { CliCommand } from './arguments';
import type { CliContext } from './cli';
import { withSignals } from './signals';

/** Steps between 0 and all of it that are told. */
const STEPS = 10;

/** Writes it; resolves to the exit code. What was begun and given up leaves nothing. */
export async function exportOutput(
  command: Extract<CliCommand, { kind: 'export' }>,
  context: CliContext,
): Promise<number> {
  const { format, replace } = command;
  const { sessions, io, notes } = context;
  await sessions.find();
  const { id, spec } = sessions.get(command.id);
  const target = resolve(io.cwd, command.file);
  const client = new JournalClient(sessions.connection(id));
  return withSignals(context, async ({ interrupted: signal }) => {
    let told = -1;
    const progress = (done: number, total: number) => {
      const step = total === 0 ? 0 : Math.floor((done / total) * STEPS);
      if (step !== told) notes.step(`exporting ${command.file}, ${(step * 100) / STEPS} %`);
      told = step;
    };
    const title = `${spec.name} on ${spec.tenant.name}`;
    const what = { format, target, replace, title, progress, signal };
    try {
      const { start } = await exportJournal(client, what);
      notes.done();
      if (start > 0)
        notes.line(
          `The session has dropped its oldest output: ${start} bytes are not in the file.`,
        );
      notes.line(`${command.file} is written. ${EXPORT_WARNING}`);
      return 0;
    } finally {
      await client.close();
    }
  });
}
