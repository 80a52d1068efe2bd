/** Each variable says what it is, and what it refuses is tried. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourcesOf, TERRAFORM } from './support/sources';
import { roots } from './support/terraform';

/** A variable by its name, with what stands in its block. */
function variablesOf(root: string): { name: string; body: string }[] {
  return sourcesOf(root).flatMap(({ text }) =>
    [...text.matchAll(/^variable "(\w+)" \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({
      name,
      body,
    })),
  );
}

function refusedIn(root: string): string[] {
  const folder = join(TERRAFORM, root, 'tests');
  const files = readdirSync(folder).filter((name) => name.endsWith('.hcl'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return [...text.join('\n').matchAll(/expect_failures = \[var\.(\w+)/g)].map(
    ([, name = '']) => name,
  );
}

/** Names of a file and of what is in it: any text may be one. */
const FREE = ['kubeconfig', 'context'];

describe.each(roots())('terraform/%s', (root) => {
  const refused = refusedIn(root);

  test.each(variablesOf(root))('$name', ({ name, body }) => {
    expect(body).toMatch(/^ {2}type += /m);
    expect(body).toMatch(/^ {2}description = ".{10,}"$/m);
    if (body.includes('validation {')) expect(refused).toContain(name);
    else if (!FREE.includes(name)) expect(body).toMatch(/type += bool/);
  });
});
