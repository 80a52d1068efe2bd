// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, testResults } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { build } from '../steps/build.mjs';
import { electron } from '../steps/electron.mjs';
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { systemPackages } from '../steps/system-packages.mjs';
import { judged } from '../testing/outcome.mjs';
import { readPlaywright } from '../testing/read-playwright.mjs';
import { readReport } from './unit.mjs';

/**
 * The app as a person uses it, on a desktop of its own.
 * @type {import('./suite.mjs').Suite}
 */
export const e2e = {
  name: 'e2e',
  needs: [systemPackages('test'), nodePackages, electron, gam, build],
  run: async (context) => {
    const desktop = await ownDesktop(context.env);
    try {
      return await runPlaywright({ ...context, env: { ...context.env, ...desktop.env } });
    } finally {
      await desktop.stop();
    }
  },
};

/** @param {import('./suite.mjs').Context} context */
async function runPlaywright({ args, log, env }) {
  const report = join(testResults, 'e2e.json');
  rmSync(report, { force: true });
  const tool = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const flags = ['test', '--config', 'test/e2e', '--reporter=list,json'];
  const { code } = await run(process.execPath, [tool, ...flags, ...args], {
    cwd: root,
    log,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return judged(
    readReport(() => readPlaywright(report)),
    code,
  );
}

/**
 * Never the user's screen: the tests press keys and move the pointer.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
async function ownDesktop(env) {
  if (process.platform !== 'linux') return { env: {}, stop: async () => {} };
  const { startDesktop } = await import('../lib/desktop-linux.mjs');
  const { DBUS_SESSION_BUS_ADDRESS: _, WAYLAND_DISPLAY: __, ...clean } = env;
  return startDesktop(clean);
}
