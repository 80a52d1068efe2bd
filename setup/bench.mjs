// @ts-check
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HEAD, readWords, rowText } from './benching/row.mjs';
import { root } from './lib/paths.mjs';
import { SetupError, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { build } from './steps/build.mjs';
import { electron } from './steps/electron.mjs';
import { gam } from './steps/gam.mjs';
import { nodePackages } from './steps/node-packages.mjs';
import { systemPackages } from './steps/system-packages.mjs';
import { ownDesktop } from './testing/own-desktop.mjs';

// `npm run bench`, or `npm run bench -- NAME… [--json FILE]`: exit code 1 when a bound is broken.

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

/** @returns {Promise<boolean>} whether every bound holds */
async function main() {
  const { names, json } = readWords(process.argv.slice(2));
  await setUp([systemPackages('test'), nodePackages, electron, build, gam]);
  const chosen = choose(names, await allBenches());
  const desktop = await ownDesktop(process.env);
  /** @type {import('./benching/row.mjs').Row[]} */
  const rows = [];
  try {
    process.stdout.write(`${HEAD}\n`);
    for (const { name, measure, platforms = [process.platform] } of chosen) {
      const here = platforms.includes(process.platform);
      const measured = here ? await measure({ ...process.env, ...desktop.env }) : [];
      rows.push(...measured);
      const lines = here ? measured.map(rowText) : [`- ${name}: only on ${platforms.join(', ')}`];
      process.stdout.write(`${lines.join('\n')}\n`);
    }
  } finally {
    await desktop.stop();
  }
  // npm runs us in the project's folder: the file is the caller's.
  const { INIT_CWD: caller = '.' } = process.env;
  if (json) writeFileSync(resolve(caller, json), `${JSON.stringify(rows, undefined, 2)}\n`);
  return rows.every(({ ok }) => ok);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
