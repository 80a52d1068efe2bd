// @ts-check
import { withApp } from './lib/app.mjs';
import { openBareXterm, writeFromMemory } from './lib/bare-xterm.mjs';
import { count } from './lib/counts.mjs';
import { logText, printLog } from './lib/log-lines.mjs';
import { inTurns } from './lib/rounds.mjs';
import { barePty, inSession, rate, throughputRow } from './lib/throughput.mjs';

const NAME = 'terminal-throughput-local';

/** MB printed in each round, and how many rounds count. */
const MEGABYTES = 100;
const ROUNDS = 5;

/**
 * How fast output passes: log lines from a local session, from the key event of Enter to xterm's
 * last write callback. Beside it, in turns: the same command read from a bare pseudo-terminal by a
 * program that drops it (what the kernel can do), and the same bytes given to a bare xterm from
 * memory, in a window of the same size (what the screen can do). A session does both at once, and
 * writes all of it down.
 * @param {NodeJS.ProcessEnv} env
 */
function measure(env) {
  return withApp(env, null, async (bench) => {
    const megabytes = count(MEGABYTES);
    const command = printLog(bench.log, megabytes);
    const bare = await openBareXterm(bench.app, bench.page, logText().replaceAll('\n', '\r\n'));
    const [ours = [], pty = [], xterm = []] = await inTurns(ROUNDS, [
      () => inSession(bench, command),
      () => barePty([], command),
      async () => rate(await writeFromMemory(bare, megabytes)),
    ]);
    return [
      throughputRow(NAME, ours, 'bare PTY', pty, null),
      throughputRow(NAME, ours, 'bare xterm', xterm, null),
    ];
  });
}

export default [{ name: NAME, measure }];
