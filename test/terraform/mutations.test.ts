/**
 * Each thing that keeps the roots safe has an assertion: made another, that assertion fails and no other does. And each
 * argument of a resource, and each field of the manifests, is such a thing or is said not to be.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CLUSTER, FORGOTTEN as OF_CLUSTER } from './mutations/cluster';
import type { Mutation } from './mutations/mutation';
import { FORGOTTEN as OF_WORKSPACE, WORKSPACE } from './mutations/workspace';
import { detailsOf } from './support/results';
import { TERRAFORM } from './support/sources';
import { copyOf } from './support/terraform';

/** The words of all assertions on safety, by the file of a root that they are in. */
function assertionsOf(root: string): ReadonlyMap<string, readonly string[]> {
  const folder = join(TERRAFORM, root, 'tests');
  const files = readdirSync(folder).filter((name) => name.startsWith('security'));
  return new Map(
    files.map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [name, [...text.matchAll(/error_message = "(.*)"/g)].map(([, words = '']) => words)];
    }),
  );
}

/**
 * Mutations that are made at once: an assertion says that it failed, not for what, so in a round there is one for each,
 * and none in the same place.
 */
function roundsOf(mutations: readonly Mutation[]): Mutation[][] {
  const rounds: Mutation[][] = [];
  for (const mutation of mutations) {
    const clashes = (other: Mutation) =>
      other.says === mutation.says || other.where === mutation.where;
    const round = rounds.find((one) => !one.some(clashes));
    if (round === undefined) rounds.push([mutation]);
    else round.push(mutation);
  }
  return rounds;
}

/** The words of the assertions that fail when all of these are made. */
async function failing(root: string, round: readonly Mutation[]): Promise<string[]> {
  const copy = copyOf(root);
  try {
    for (const { apply } of round) apply(copy.folder);
    const files = [...assertionsOf(root)].filter(([, words]) =>
      round.some(({ says }) => words.includes(says)),
    );
    const filters = files.map(([name]) => `-filter=tests/${name}`);
    const { stdout } = await copy.run('test', '-json', ...filters);
    return [...new Set(detailsOf(stdout))];
  } finally {
    copy.remove();
  }
}

describe.each([
  ['cluster', CLUSTER, OF_CLUSTER],
  ['workspace', WORKSPACE, OF_WORKSPACE],
] as const)('terraform/%s', (root, mutations, forgotten) => {
  const rounds = roundsOf(mutations).map((round) => ({ round, fail: [] as string[] }));
  beforeAll(async () => {
    const all = rounds.map(async (one) => one.fail.push(...(await failing(root, one.round))));
    await Promise.all(all);
  });

  const rows = rounds.flatMap(({ round, fail }) =>
    round.map(({ what, says }) => [what, says, fail] as const),
  );
  test.each(rows)('%s', (_what, says, fail) => {
    expect(fail).toContain(says);
  });

  test('no other assertion fails', () => {
    for (const { round, fail } of rounds) {
      expect([...fail].sort()).toEqual(round.map(({ says }) => says).sort());
    }
  });

  test('each assertion on safety has its mutation', () => {
    const made = new Set(mutations.map(({ says }) => says));
    const words = [...assertionsOf(root).values()].flat();
    expect(words.filter((one) => !made.has(one))).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  });

  test('nothing is forgotten', () => {
    expect(forgotten).toEqual([]);
  });
});
