/** `diagnose`: the checks of the page of diagnostics, from the command line. */
import type { TargetKey } from '../../preload/contract';
import { visible } from '../../preload/visible';
import type { Core } from '../core';
import { Failure } from '../failure';
import type { CliCommand } from './arguments';
import type { CliIo } from './io';
import { print } from './print';

/** What is exited with where something failed. */
const FAILED = 1;

/** Checks what is named, or everything but sessions. Resolves to 0 where nothing failed. @throws Failure `usage` */
export async function diagnose(
  command: Extract<CliCommand, { kind: 'diagnose' }>,
  core: Core,
  io: Pick<CliIo, 'stdout'>,
): Promise<number> {
  // Only who asks for it pays for it.
  const [{ makeDiagnostics }, { foundText }] = await Promise.all([
    import('../diagnostics/compose'),
    import('../diagnostics/report'),
  ]);
  if (command.targets.length > 0) await core.sessions.find();
  const diagnostics = makeDiagnostics(core);
  const known = diagnostics.get().targets;
  await diagnostics.check(keysOf(command.targets, known));
  const found = diagnostics.get();
  if (command.as === 'json') await print(io, `${JSON.stringify(found.reports, null, 2)}\n`);
  else await print(io, command.as === 'report' ? diagnostics.report() : foundText(found, visible));
  diagnostics.close();
  const results = found.reports.flatMap((report) => report.results);
  return results.some(({ outcome }) => outcome.kind === 'failed') ? FAILED : 0;
}

interface Known {
  readonly key: TargetKey;
  readonly group: string;
}

function keysOf(words: readonly string[], known: readonly Known[]): TargetKey[] {
  if (words.length === 0)
    return known.filter(({ group }) => group !== 'sessions').map(({ key }) => key);
  return words.map((word) => {
    const found = known.find(({ key }) => key === word || key.endsWith(`:${word}`));
    if (found !== undefined) return found.key;
    const all = known.map(({ key }) => key.slice(key.indexOf(':') + 1)).join(', ');
    throw new Failure(
      'usage',
      `There is nothing to diagnose named “${visible(word)}”.`,
      `Known: ${all}.`,
    );
  });
}
