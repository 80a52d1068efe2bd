// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { currentGam } from '../steps/gam.mjs';
import { toolsPython } from '../steps/python-tools.mjs';

/**
 * One tool over the sources.
 * @typedef {object} Check
 * @property {string} name
 * @property {() => [command: string, args: string[]]} command
 *
 * @typedef {object} CheckResult
 * @property {string} name
 * @property {boolean} ok
 * @property {string} output what the tool said
 * @property {number} ms how long it took
 */

const PYTHON_SOURCES = ['agent', 'test/agent', 'test/image'].filter((name) =>
  existsSync(join(root, name)),
);

/** @type {Check[]} */
const checks = [
  ...tsconfigs().map((file) => ({
    name: `types (${file})`,
    command: () => node('typescript/bin/tsc', ['--project', file]),
  })),
  { name: 'style', command: () => node('@biomejs/biome/bin/biome', ['check', '.']) },
  { name: 'import directions', command: () => [process.execPath, ['setup/checks/imports.mjs']] },
  { name: 'dead exports', command: () => node('knip/bin/knip.js', ['--no-progress']) },
  {
    name: 'Python style',
    command: () => [toolsPython(), ['-m', 'ruff', 'check', ...PYTHON_SOURCES]],
  },
  { name: 'Python types', command: () => [toolsPython(), ['-m', 'mypy', ...withGam(), 'agent']] },
];

/**
 * Runs all checks, two at a time.
 * @param {NodeJS.ProcessEnv} env
 * @param {(result: CheckResult) => void} onResult called as each ends
 * @returns {Promise<void>}
 */
export async function runChecks(env, onResult) {
  const waiting = [...checks];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      onResult(await runCheck(next, env));
    }
  };
  await Promise.all([work(), work()]);
}

/**
 * @param {Check} check
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<CheckResult>}
 */
async function runCheck({ name, command }, env) {
  const start = Date.now();
  const [program, args] = command();
  const { code, stdout, stderr } = await run(program, args, { cwd: root, env });
  const output = `${stdout}${stderr}`.trim();
  return { name, ok: code === 0, output, ms: Date.now() - start };
}

/** The demo domain uses packages that GAM brings. */
function withGam() {
  const python = currentGam()?.python;
  return python ? ['--python-executable', python] : [];
}

/** @returns {string[]} every tsconfig.json: at the root and in the folders below it */
function tsconfigs() {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = ['.', ...folders.map(({ name }) => name)].map((name) =>
    join(name, 'tsconfig.json'),
  );
  return names.filter((name) => existsSync(join(root, name)));
}

/**
 * @param {string} tool below node_modules
 * @param {string[]} args
 * @returns {[command: string, args: string[]]}
 */
function node(tool, args) {
  return [process.execPath, [join(root, 'node_modules', tool), ...args]];
}
