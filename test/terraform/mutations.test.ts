/** Each thing that keeps the roots safe has an assertion: changed, it fails, with that assertion's own words. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLUSTER } from './mutations/cluster';
import type { Mutation } from './mutations/mutation';
import { WORKSPACE } from './mutations/workspace';
import { testsOf } from './support/results';
import { TERRAFORM } from './support/sources';
import { type Copy, copyOf } from './support/terraform';

const TESTS = 'tests/security.tftest.hcl';

/** All of them at once, since an assertion says which one it is of. */
function mutate(folder: string, mutations: readonly Mutation[]): void {
  for (const [file, from, to] of mutations) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no “${from}” to change`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
}

describe.each([
  ['cluster', CLUSTER],
  ['workspace', WORKSPACE],
] as const)('terraform/%s', (root, mutations) => {
  let copy: Copy;
  let said: string;
  beforeAll(async () => {
    copy = copyOf(root);
    mutate(copy.folder, mutations);
    const { stdout } = await copy.run('test', '-json', `-filter=${TESTS}`);
    said = [...testsOf(stdout).values()].join('\n');
  });
  afterAll(() => copy.remove());

  test.each(mutations)('%s: %s → %s', (_file, _from, _to, says) => {
    expect(said).toContain(says);
  });

  test('each assertion on safety has its mutation', () => {
    const text = readFileSync(join(TERRAFORM, root, TESTS), 'utf8');
    const messages = [...text.matchAll(/error_message = "(.*)"/g)].map(([, said = '']) => said);
    const without = messages.filter(
      (message) => !mutations.some(([, , , says]) => message.startsWith(says)),
    );
    expect(without).toEqual([]);
  });
});
