/** Each root by Terraform's own means: its style, its arguments by the providers' schemas, and its tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testsOf } from './support/results';
import { TERRAFORM } from './support/sources';
import { type Copy, copyOf, roots } from './support/terraform';

describe.each(roots())('terraform/%s', (root) => {
  let copy: Copy;
  beforeAll(() => {
    copy = copyOf(root);
  });
  afterAll(() => copy.remove());

  test('is formatted', async () => {
    const { code, stdout } = await copy.run('fmt', '-check', '-recursive', '-diff');
    expect(code, stdout).toBe(0);
  });

  test('is valid by the schemas of its providers', async () => {
    const { stdout } = await copy.run('validate', '-json');
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      error_count: 0,
      diagnostics: expect.anything(),
    });
  });

  describe('passes its tests', () => {
    const folder = join(TERRAFORM, root, 'tests');
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.tftest.hcl'))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), 'utf8');
        return [...text.matchAll(/^run "(\w+)"/gm)].map(([, name = '']) => [file, name] as const);
      });
    let results: ReadonlyMap<string, string>;
    beforeAll(async () => {
      results = testsOf((await copy.run('test', '-json')).stdout);
    });

    test.each(names)('%s: %s', (file, name) => {
      expect(results.get(`tests/${file} ${name}`)).toBe('pass');
    });
  });
});
