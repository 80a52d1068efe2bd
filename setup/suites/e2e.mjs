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
import { prepareCluster, withCluster } from '../testing/with-cluster.mjs';
import { withOwnDocker } from '../testing/with-docker.mjs';
import { readReport, runVitest } from './unit.mjs';

/** The argument that chooses the tests of the release, which are not Playwright's. */
const RELEASE = 'release';

/** The build that Playwright can look into. */
const inspectable = { inspectable: true };

/**
 * The app as a person uses it, on a desktop of its own.
 * @type {import('./suite.mjs').Suite}
 */
export const e2e = {
  name: 'e2e',
  needs: [systemPackages('test'), nodePackages, electron, gam, build],
  prepare: async () => {
    await runSteps([packageApp(inspectable), packageApp()]);
    await prepareCluster();
  },
  run: async ({ args, log, env }) => {
    const desktop = await ownDesktop(env);
    const context = { args, log, env: { ...env, ...desktop.env } };
    try {
      const driven = [
        await runPlaywright('local', context),
        await withOwnDocker('e2e in Docker', context.env, (inDocker) =>
          runPlaywright('docker', { ...context, env: inDocker }),
        ),
        await withCluster('e2e in a cluster', context.env, (inCluster) =>
          runPlaywright('kubernetes', { ...context, env: inCluster }),
        ),
      ];
      // Arguments are Playwright's, and choose among its tests: they may choose those of one place alone, or none.
      if (args.length > 0 && !args.includes(RELEASE)) return judged(sum(driven), 0);
      return sum([...driven, await smokeOfRelease(context)]);
    } finally {
      await desktop.stop();
    }
  },
};

/**
 * @param {'local' | 'docker' | 'kubernetes'} project where the sessions run
 * @param {import('./suite.mjs').Context} context
 */
async function runPlaywright(project, { args, log, env }) {
  const report = join(testResults, `e2e-${project}.json`);
  rmSync(report, { force: true });
  const tool = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const flags = ['test', '--config', 'test/e2e', `--project=${project}`, '--reporter=list,json'];
  const some = args.length > 0 ? ['--pass-with-no-tests', ...args] : [];
  const { code } = await run(process.execPath, [tool, ...flags, ...some], {
    cwd: root,
    log,
    env: {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      GAMGUI_E2E_APP: packagedProgram(inspectable),
    },
  });
  const outcome = readReport(() => readPlaywright(report));
  return args.length > 0 && code === 0 ? outcome : judged(outcome, code);
}

/**
 * Playwright cannot drive the release: nothing can look into it from outside.
 * @param {import('./suite.mjs').Context} context
 */
async function smokeOfRelease(context) {
  const env = { ...context.env, GAMGUI_RELEASE_APP: packagedProgram() };
  const flags = ['--config', 'test/e2e/release/vitest.config.ts'];
  return runVitest(RELEASE, flags, { ...context, env });
}
