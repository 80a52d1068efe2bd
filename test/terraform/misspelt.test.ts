/** Arguments are really checked: each one of each resource type is misspelt, and Terraform refuses it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Argument, argumentsOf, type Source, sourcesOf, typesIn } from './support/sources';
import { type Copy, copyOf, roots } from './support/terraform';

const Validated = z.object({
  diagnostics: z.array(
    z.object({
      summary: z.string(),
      range: z.object({ filename: z.string(), start: z.object({ line: z.number() }) }).optional(),
    }),
  ),
});

const placeOf = (file: string, line: number) => `${file}:${line}`;

/** Each argument with a letter too many. */
function misspell(text: string, all: readonly Argument[]): string {
  const lines = text.split('\n');
  for (const { line, name } of all) {
    lines[line - 1] = (lines[line - 1] ?? '').replace(name, `${name}x`);
  }
  return lines.join('\n');
}

/**
 * What Terraform takes though it is misspelt. It looks at nothing that depends on what it refused, so what was refused
 * is put right, and it is asked again.
 */
async function neverRefused(copy: Copy, sources: readonly Source[]): Promise<readonly Argument[]> {
  let left = sources.flatMap(argumentsOf);
  for (;;) {
    for (const { name, text } of sources) {
      const own = left.filter(({ file }) => file === name);
      writeFileSync(join(copy.folder, name), misspell(text, own));
    }
    const refused = await refusedIn(copy);
    const after = left.filter(({ file, line }) => !refused.has(placeOf(file, line)));
    if (after.length === left.length) return left;
    left = after;
  }
}

/** The places of arguments that no schema has. */
async function refusedIn(copy: Copy): Promise<ReadonlySet<string>> {
  const { stdout } = await copy.run('validate', '-json');
  const { diagnostics } = Validated.parse(JSON.parse(stdout));
  const unsupported = diagnostics.filter(({ summary }) => summary === 'Unsupported argument');
  return new Set(
    unsupported.map(({ range }) => placeOf(range?.filename ?? '', range?.start.line ?? 0)),
  );
}

describe.each(roots())('terraform/%s', (root) => {
  const sources = sourcesOf(root);
  const all = sources.flatMap(argumentsOf);
  const types = [...typesIn(sources, 'resource'), ...typesIn(sources, 'data')];
  let copy: Copy;
  let taken: readonly Argument[];

  beforeAll(async () => {
    copy = copyOf(root);
    taken = await neverRefused(copy, sources);
  });
  afterAll(() => copy.remove());

  test.each(types)('%s', (type) => {
    const ofType = (argument: Argument) => argument.type === type;
    expect(all.filter(ofType)).not.toEqual([]);
    expect(taken.filter(ofType)).toEqual([]);
  });
});
