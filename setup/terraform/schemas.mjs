// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../lib/npm.mjs';
import { mustRun } from '../lib/run.mjs';
import { SetupError } from '../lib/say.mjs';
import { hashFile } from '../lib/stamp.mjs';
import { convert, sourceOf } from './convert.mjs';

/**
 * The npm packages that carry the schemas of providers, so that arguments can be checked where Terraform's registry
 * cannot be reached.
 * @typedef {object} Provider
 * @property {string} name as Terraform has it, `hashicorp/NAME`
 * @property {string} version the provider's, whose schemas these are
 * @property {string} package
 * @property {string} sha256 of the package's archive
 */

/** @type {readonly Provider[]} */
export const PROVIDERS = [
  {
    name: 'google',
    version: '6.50.0',
    package: '@cdktf/provider-google@16.12.1',
    sha256: 'c13e11596542ffb7412d5f4caa9376525fbef88d18cdedac03c9b3c392a1fc80',
  },
  {
    name: 'kubernetes',
    version: '2.38.0',
    package: '@cdktf/provider-kubernetes@12.1.1',
    sha256: '0a58a193de50c8475fd53ed0e541ed2f1254dd72f14815943fd9374e6d81b5df',
  },
];

/**
 * @param {Provider} provider
 * @param {string} work an empty folder; what is left in it may be thrown away
 * @returns {Promise<string>} its schemas as the stub answers them (encode.mjs), as JSON
 */
export async function schemasOf(provider, work) {
  const [command, args] = npm(['pack', '--ignore-scripts', '--silent', provider.package]);
  const fix = 'Check the connection to the npm registry, then start again.';
  const { stdout } = await mustRun('npm pack', command, args, { cwd: work, fix });
  const packed = join(work, stdout.trim().split('\n').at(-1) ?? '');
  const found = await hashFile(packed);
  if (found !== provider.sha256) {
    throw new SetupError(
      `${provider.package} has the sha256 ${found}, not the expected ${provider.sha256}.`,
    );
  }
  await mustRun('tar', 'tar', ['-xzf', packed, '-C', work, 'package/lib']);
  // What it needs is installed by a step before this one, and not there when this file is read.
  const { encode } = await import('./encode.mjs');
  return JSON.stringify(encode(readAll(join(work, 'package', 'lib'), provider)));
}

/**
 * @param {string} lib the package's folder of sources, one folder a type
 * @param {Provider} provider
 * @returns {import('./encode.mjs').Schemas<import('./convert.mjs').Block>}
 */
function readAll(lib, { name, package: packageName }) {
  /** @type {import('./encode.mjs').Schemas<import('./convert.mjs').Block>} */
  const all = { provider: { attributes: [], block_types: [] }, resource: {}, data: {} };
  for (const folder of readdirSync(lib)) {
    const source = sourcesIn(join(lib, folder));
    const [, type] = /tfResourceType = "(\w+)"/.exec(source) ?? [];
    if (type === undefined) continue;
    const block = convert(source);
    if (type === name) all.provider = block;
    else if (source.includes('extends cdktf.TerraformDataSource ')) all.data[type] = block;
    else all.resource[type] = block;
  }
  if (Object.keys(all.resource).length === 0)
    throw new SetupError(`${packageName} has no schemas of resources.`);
  return all;
}

/**
 * @param {string} folder
 * @returns {string} the sources of all classes in it: long ones are in several files
 */
function sourcesIn(folder) {
  const index = join(folder, 'index.js');
  if (!existsSync(index)) return '';
  const structs = join(folder, 'index-structs');
  const more = existsSync(structs) ? readdirSync(structs) : [];
  const files = more.filter((file) => /^structs\d+\.js$/.test(file));
  return [index, ...files.map((file) => join(structs, file))]
    .map((file) => sourceOf(readFileSync(file, 'utf8')))
    .join('\n');
}
