// @ts-check
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measureAll } from './benching/measure.mjs';
import { readWords } from './benching/row.mjs';
import { root } from './lib/paths.mjs';
import { SetupError, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { build } from './steps/build.mjs';
import { electron } from './steps/electron.mjs';
import { gam } from './steps/gam.mjs';
import { nodePackages } from './steps/node-packages.mjs';
import { systemPackages } from './steps/system-packages.mjs';
import { ownDesktop } from './testing/own-desktop.mjs';
import { inCluster, whyNoneFor } from './testing/with-cluster.mjs';

// `npm run bench`, or `npm run bench -- NAME… [--json FILE]`: exit code 1 when a bound is broken or one cannot be measured.

/** @returns {Promise<import('./benching/row.mjs').Bench[]>} */
async function allBenches() {
  const folder = join(root, 'test', 'bench');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const modules = files
    .filter((name) => name.endsWith('.bench.mjs'))
    .sort()
    .map((name) => import(pathToFileURL(join(folder, name)).href));
  return (await Promise.all(modules)).flatMap((module) => module.default);
}

/**
 * @param {string[]} names
 * @param {import('./benching/row.mjs').Bench[]} benches
 */
function choose(names, benches) {
  const known = new Set(benches.map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined || benches.length === 0) {
    const all = [...known].join(', ') || 'there are none yet';
    throw new SetupError(`There is no benchmark ${unknown ?? ''}`.trim(), `Benchmarks: ${all}`);
  }
  return benches.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** @returns {Promise<boolean>} whether every bound holds, and in CI whether all was measured */
async function main() {
  const { names, json } = readWords(process.argv.slice(2));
  await setUp([systemPackages('test'), nodePackages, electron, build, gam]);
  const chosen = choose(names, await allBenches());
  const noCluster = whyNoneFor();
  const needsCluster = chosen.some((bench) => bench.inCluster);
  const desktop = await ownDesktop(process.env);
  const env = { ...process.env, ...desktop.env };
  const measure = (/** @type {NodeJS.ProcessEnv} */ all) => measureAll(chosen, noCluster, all);
  try {
    const { rows, failed } =
      needsCluster && noCluster === null ? await inCluster(env, measure) : await measure(env);
    // npm runs us in the project's folder: the file is the caller's.
    const { INIT_CWD: caller = '.', CI } = process.env;
    if (json) writeFileSync(resolve(caller, json), `${JSON.stringify(rows, undefined, 2)}\n`);
    const isWhole = !(CI === 'true' && needsCluster && noCluster !== null);
    return isWhole && failed === 0 && rows.every(({ ok }) => ok);
  } finally {
    await desktop.stop();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
