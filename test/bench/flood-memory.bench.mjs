// @ts-check
import { withApp } from './lib/app.mjs';
import { count, MB, withPart } from './lib/counts.mjs';
import { printLog } from './lib/log-lines.mjs';
import { forgetPeaks, growth, memoryOf } from './lib/memory-linux.mjs';

/** MB that a process may need over what it had after the warm-up. */
const BOUND = 64;

/** In MB. The warm-up fills the scrollback (10,000 lines are 1 MB) and every buffer on the way. */
const WARM_UP = 100;
const FLOOD = 1000;

/**
 * Memory in a flood. A gigabyte of log lines is printed in a local session's terminal. For each
 * process of the app and of the session: its highest resident memory in the flood, over what was
 * resident after the warm-up. The row is the process with the most; one that began later counts as
 * a whole. There is nothing to compare with.
 * @param {NodeJS.ProcessEnv} env
 */
function measure(env) {
  return withApp(env, null, async ({ pid, folder, log, enter, answer }) => {
    await enter(printLog(log, WARM_UP));
    await answer();
    const before = memoryOf(pid, folder);
    forgetPeaks(before);
    await enter(printLog(log, count(FLOOD)));
    const { bytes } = await answer();
    if (bytes < count(FLOOD) * MB) throw new Error(`Only ${bytes} bytes were shown.`);
    const grown = growth(before, memoryOf(pid, folder));
    const [worst] = grown;
    if (worst === undefined) throw new Error('No process of the app was found.');
    const row = {
      name: 'flood-memory',
      unit: 'MB',
      value: worst.by,
      peer: '',
      peerValue: null,
      ratio: null,
      bound: `<= ${BOUND}`,
      ok: worst.by <= BOUND,
      spread: withPart(grown.map(({ name, by }) => `${name} ${by.toFixed(1)}`).join(', ')),
    };
    return [row];
  });
}

export default [{ name: 'flood-memory', measure, platforms: ['linux'] }];
