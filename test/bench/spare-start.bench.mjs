// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { median } from '../../setup/benching/row.mjs';
import { askNew, pressStart, withHome } from './lib/app.mjs';
import { clusterOf } from './lib/cluster.mjs';
import { count, withPart } from './lib/counts.mjs';
import { memoryOf } from './lib/reserve-memory.mjs';
import { percentile, range } from './lib/rounds.mjs';

const NAME = 'spare-start';
const ROUNDS = 100;
/** ms */
const [MIDDLE, LATE] = [300, 500];
/**
 * Who clicks has not just clicked: the agent of a spare starts its demo domain meanwhile, on half a CPU, and the machine
 * makes a pod. ms
 */
const REST_MS = 4_000;
/** A spare and the window for it are there again within this. ms */
const READY_MS = 60_000;

/** @typedef {import('./lib/app.mjs').RunningApp} RunningApp */

/**
 * How long a person waits for a new session where a spare is ready and at rest: from the click on Start session to xterm's
 * write callback for the shell's prompt, or until the window is shown where that comes later. Beside it, in turns: a window
 * with nothing but xterm in it, from its making to the write callback for a prompt that is there already.
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(env) {
  const cluster = await clusterOf(env);
  const how = { settings: { spares: 1 } };
  return withHome(env, cluster, async (running) => rows(await inTurns(running)), how);
}

/**
 * @param {RunningApp} running
 * @returns {Promise<{ ours: number[], bare: number[], reserve: number }>} ms, ms, MB
 */
async function inTurns(running) {
  const ours = [];
  const bare = [];
  // The first warms up, and is dropped.
  await spareSession(running);
  const reserve = await memoryOf(running.app, await reserveOf(running));
  for (let round = 0; round < count(ROUNDS); round += 1) {
    ours.push(await spareSession(running));
    bare.push(await bareWindow(running));
  }
  return { ours, bare, reserve };
}

/**
 * @param {{ ours: number[], bare: number[], reserve: number }} measured
 * @returns {import('../../setup/benching/row.mjs').Row[]}
 */
function rows({ ours, bare, reserve }) {
  const spread = withPart(`${range(ours)}; bare ${range(bare)}`);
  const peer = 'bare window';
  const row = (/** @type {(times: number[]) => number} */ figure, /** @type {number} */ bound) => {
    const [value, peerValue] = [figure(ours), figure(bare)];
    const measured = { unit: 'ms', value, peer, peerValue, ratio: value / peerValue, spread };
    return { ...measured, bound: `<= ${bound} ms`, ok: value <= bound };
  };
  const alone = { peer: '', peerValue: null, ratio: null, bound: null, ok: true };
  return [
    { name: NAME, ...row(median, MIDDLE) },
    { name: `${NAME} p95`, ...row((times) => percentile(times, 95), LATE) },
    { name: `${NAME} window kept ready`, unit: 'MB', value: reserve, ...alone },
  ];
}

/**
 * @param {RunningApp} running
 * @returns {Promise<import('playwright').Page>} the page of the window that is kept ready, when a spare is ready too
 */
async function reserveOf({ app, home }) {
  const latest = Date.now() + READY_MS;
  while (Date.now() < latest) {
    const status = await home.evaluate(() => window.gamgui.call('spares.status'));
    const [page] = app.windows().filter((one) => one !== home);
    if (status.ok && status.value.ready > 0 && page !== undefined) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('there is no spare');
}

/**
 * Makes a session from a spare, and ends it.
 * @param {RunningApp} running
 * @returns {Promise<number>} ms
 */
async function spareSession(running) {
  const { home } = running;
  await askNew(running);
  const page = await reserveOf(running);
  await new Promise((go) => setTimeout(go, REST_MS));
  const seen = await whenShown(running);
  const clicked = await pressStart(running);
  const prompted = await page.evaluate(() => window.benchWatch.prompted());
  const shown = await seen.evaluate(({ at }) => at);
  const answer = await page.evaluate(() => window.gamgui.call('terminal.session'));
  if (!answer.ok) throw new Error(answer.error.message);
  const { id } = answer.value;
  const ended = await home.evaluate((which) => window.gamgui.call('sessions.end', which), { id });
  if (!ended.ok) throw new Error(ended.error.message);
  return Math.max(prompted, shown) - clicked;
}

/**
 * @param {RunningApp} running
 * @returns {Promise<import('playwright').JSHandle<{ at: Promise<number> }>>} when the window that nobody sees yet is shown, ms
 *   since 1970
 */
function whenShown({ app }) {
  return app.evaluateHandle(({ BrowserWindow }) => {
    const hidden = BrowserWindow.getAllWindows().find((window) => !window.isVisible());
    if (hidden === undefined) throw new Error('no window is kept ready');
    const at = new Promise((resolve) => hidden.once('show', () => resolve(Date.now())));
    return { at };
  });
}

/**
 * @param {RunningApp} running
 * @returns {Promise<number>} ms
 */
function bareWindow({ app }) {
  const xterm = dirname(createRequire(import.meta.url).resolve('@xterm/xterm/package.json'));
  const parts = {
    css: readFileSync(join(xterm, 'css', 'xterm.css'), 'utf8'),
    script: readFileSync(join(xterm, 'lib', 'xterm.js'), 'utf8'),
  };
  return app.evaluate(async ({ BrowserWindow }, { css, script }) => {
    const began = performance.now();
    const webPreferences = { sandbox: true, backgroundThrottling: false };
    const window = new BrowserWindow({ width: 1000, height: 640, webPreferences });
    await window.loadURL('about:blank');
    await window.webContents.insertCSS(css);
    await window.webContents.executeJavaScript(`${script};
      new Promise((done) => {
        const frame = document.createElement('div');
        document.body.append(frame);
        const terminal = new window.Terminal({ cols: 120, rows: 30, fontSize: 13 });
        terminal.open(frame);
        terminal.write('Demo work $ ', () => done(null));
      })`);
    const ms = performance.now() - began;
    window.destroy();
    return ms;
  }, parts);
}

export default [{ name: NAME, measure, inCluster: true }];
