// @ts-check
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from '../lib/paths.mjs';
import { hashFiles, writeStamp } from '../lib/stamp.mjs';
import { PROVIDERS, schemasOf } from '../terraform/schemas.mjs';

/** What the schemas are made by: when it changes they are made anew. */
const MAKERS = ['convert.mjs', 'encode.mjs', 'schemas.mjs'];

/** @returns {string} the folder with a file NAME.json of schemas for each provider */
export function schemasDir() {
  const made = hashFiles(join(root, 'setup', 'terraform'), MAKERS).slice(0, 16);
  return join(cacheDir(), 'terraform', made);
}

/** @param {{ name: string }} provider */
const isThere = ({ name }) => existsSync(join(schemasDir(), `${name}.json`));

/**
 * The schemas of the providers that `terraform/` uses.
 * @type {import('../lib/step.mjs').Step}
 */
export const terraformSchemas = {
  name: 'Terraform schemas',
  after: ['node packages'],
  lock: () => join(cacheDir(), 'terraform.lock'),
  todo: async () => (PROVIDERS.every(isThere) ? undefined : 'fetching and converting them'),
  run: async () => {
    for (const provider of PROVIDERS.filter((one) => !isThere(one))) {
      mkdirSync(schemasDir(), { recursive: true });
      const work = mkdtempSync(join(schemasDir(), '.work-'));
      try {
        writeStamp(join(schemasDir(), `${provider.name}.json`), await schemasOf(provider, work));
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    }
    return PROVIDERS.map(({ name, version }) => `${name} ${version}`).join(', ');
  },
};
