// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, testResults } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { runSteps } from '../lib/step.mjs';
import { build } from '../steps/build.mjs';
import { electron } from '../steps/electron.mjs';
import { gam } from '../steps/gam.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { packageApp, packagedProgram } from '../steps/package.mjs';
import { systemPackages } from '../steps/system-packages.mjs';
import { judged, sum } from '../testing/outcome.mjs';
import { ownDesktop } from '../testing/own-desktop.mjs';
import { readPlaywright } from '../testing/read-playwright.mjs';
import { readReport, runVitest } from './unit.mjs';

/** The build that Playwright can look into. */
const inspectable = { inspectable: true };

/**
 * The app as a person uses it, on a desktop of its own.
 * @type {import('./suite.mjs').Suite}
 */
export const e2e = {
  name: 'e2e',
  needs: [systemPackages('test'), nodePackages, electron, gam, build],
  prepare: () => runSteps([packageApp(inspectable), packageApp()]),
  run: async ({ args, log, env }) => {
    const desktop = await ownDesktop(env);
    const context = { log, env: { ...env, ...desktop.env } };
    try {
      const driven = await runPlaywright({ ...context, args });
      // Arguments are Playwright's, and choose among its tests.
      return args.length > 0 ? driven : sum([driven, await smokeOfRelease({ ...context, args })]);
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
    env: {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      GAMGUI_E2E_APP: packagedProgram(inspectable),
    },
  });
  return judged(
    readReport(() => readPlaywright(report)),
    code,
  );
}

/**
 * Playwright cannot drive the release: nothing can look into it from outside.
 * @param {import('./suite.mjs').Context} context
 */
async function smokeOfRelease(context) {
  const env = { ...context.env, GAMGUI_RELEASE_APP: packagedProgram() };
  const flags = ['--config', 'test/e2e/release/vitest.config.ts'];
  return runVitest('release', flags, { ...context, env });
}
