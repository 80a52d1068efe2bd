// @ts-check
import { median } from '../../setup/benching/row.mjs';
import { withApp } from './lib/app.mjs';
import { count, MB, withPart } from './lib/counts.mjs';

/** Milliseconds until Ctrl-C has given the prompt back. */
const BOUND = 100;

/** So much is shown before the key: every buffer on the way is as full as it gets. */
const FLOOD = 20 * MB;

/**
 * Ctrl-C in a flood. `yes` prints log lines without an end into a local session's terminal; when
 * enough of it is on the screen, a real Ctrl-C is pressed. Measured in the page: from the key
 * event's own time stamp to xterm's write callback for the prompt. Twenty times, each with a flood
 * of its own.
 * @param {NodeJS.ProcessEnv} env
 */
function measure(env) {
  return withApp(env, null, async ({ log, enter, answer, shown, interrupt }) => {
    await enter(`line=$(head -n 1 ${log})`);
    await answer();
    const times = [];
    for (let round = 0; round < count(20); round += 1) {
      await enter('yes "$line"');
      await shown(FLOOD);
      await interrupt();
      times.push((await answer()).ms);
    }
    const value = median(times);
    const [low, high] = [Math.min(...times), Math.max(...times)];
    const row = {
      name: 'flood-interrupt',
      unit: 'ms',
      value,
      peer: '',
      peerValue: null,
      ratio: null,
      bound: `<= ${BOUND}`,
      ok: value <= BOUND,
      spread: withPart(`${low.toFixed(1)} to ${high.toFixed(1)} in ${times.length}`),
    };
    return [row];
  });
}

export default [{ name: 'flood-interrupt', measure }];
