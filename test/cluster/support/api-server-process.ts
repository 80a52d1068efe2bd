/** The API server of this machine's own cluster, to be taken away and brought back. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kubeconfigFile } from './cluster';

/** Why it cannot be taken away, or null: it can. */
export const notOurs = process.env['GAMGUI_TEST_KUBECONFIG']
  ? 'the API server of another cluster is not taken away'
  : null;

/** While this file is there it is not started again (test/cluster/binary/init.go). */
const hold = () => join(dirname(kubeconfigFile()), 'hold', 'apiserver');

function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function pid(): number | null {
  const program = join(dirname(kubeconfigFile()), '..', 'bin');
  const found = readdirSync('/proc').find((entry) => {
    const [path = '', name] = /^\d+$/.test(entry) ? commandOf(entry) : [];
    return name === 'apiserver' && path.startsWith(program);
  });
  return found === undefined ? null : Number(found);
}

/** Ends it; process 1 of the node starts it again, unless it is held. */
export async function kill(signal: NodeJS.Signals, held = false): Promise<void> {
  const is = pid();
  if (is === null) throw new Error('the API server does not run');
  if (held) writeFileSync(hold(), '');
  process.kill(is, signal);
  while (commandOf(String(is))[1] === 'apiserver') await sleep(20);
}

/** Lets it be started again. */
export function release(): void {
  rmSync(hold(), { force: true });
}
