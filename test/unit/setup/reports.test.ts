/** What `npm test` makes of what the suites' programs report. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  judged,
  mustBeWhole,
  nothing,
  sum,
  totals,
  whole,
} from '../../../setup/testing/outcome.mjs';
import { readJunit } from '../../../setup/testing/read-junit.mjs';
import { readPlaywright } from '../../../setup/testing/read-playwright.mjs';
import { chooseSuites } from '../../../setup/testing/words.mjs';
import { temporaryFolder } from './folder';

function file(content: string): string {
  const path = join(temporaryFolder(), 'report');
  writeFileSync(path, content);
  return path;
}

test('the last line is what tools look for', () => {
  const one = { passed: 2, failed: [{ name: 'a', message: '' }], skipped: [] };
  const other = { passed: 1, failed: [], skipped: [{ name: 'b', reason: '' }] };
  expect(totals(sum([one, other, nothing()]))).toBe('3 passed, 1 failed, 1 skipped');
});

test('a suite that ran no test has failed, and so has one whose program failed without a word', () => {
  expect(judged(nothing(), 0).failed).toHaveLength(1);
  expect(judged({ ...nothing(), skipped: [{ name: 'a', reason: '' }] }, 0).failed).toHaveLength(1);
  expect(judged({ ...nothing(), passed: 5 }, 1).failed).toHaveLength(1);
  expect(judged({ ...nothing(), passed: 5 }, 0).failed).toHaveLength(0);
  const failed = { ...nothing(), failed: [{ name: 'a', message: 'b' }] };
  expect(judged(failed, 1)).toBe(failed);
});

test('in CI, where all of it can run, what was skipped has failed', () => {
  expect(mustBeWhole({ CI: 'true' }, 'linux', [])).toBe(true);
  expect(mustBeWhole({}, 'linux', [])).toBe(false);
  expect(mustBeWhole({ CI: 'true' }, 'darwin', [])).toBe(false);
  expect(mustBeWhole({ CI: 'true' }, 'linux', ['-t', 'some'])).toBe(false);
  const other = { CI: 'true', GAMGUI_TEST_KUBECONFIG: 'a file' };
  expect(mustBeWhole(other, 'linux', [])).toBe(false);
  const found = { passed: 1, failed: [], skipped: [{ name: 'a', reason: 'no dbus' }] };
  const failed = [{ name: 'a', message: 'skipped: no dbus' }];
  expect(whole(found)).toEqual({ passed: 1, failed, skipped: [] });
});

test("pytest's report: failures, errors, reasons of skips", () => {
  const report = `<?xml version="1.0"?><testsuites><testsuite name="pytest">
    <testcase classname="test_a" name="test_one" time="0.1" />
    <testcase classname="test_a" name="test_two[&quot;&lt;&amp;]" time="0.1"><properties><property name="seed" value="1" /></properties><failure message="m">assert &lt;1
E   x</failure></testcase>
    <testcase classname="test_a" name="test_three" time="0.1"><error message="m">set-up &#x41;</error></testcase>
    <testcase classname="test_a" name="test_four" time="0.1"><skipped type="pytest.skip" message="no tmpfs">x</skipped></testcase>
    </testsuite></testsuites>`;
  expect(readJunit(file(report))).toEqual({
    passed: 1,
    failed: [
      { name: 'test_a::test_two["<&]', message: 'assert <1\nE   x' },
      { name: 'test_a::test_three', message: 'set-up A' },
    ],
    skipped: [{ name: 'test_a::test_four', reason: 'no tmpfs' }],
  });
});

test("Playwright's report: groups, flaky ones fail, errors outside tests fail", () => {
  const one = (status: string, more = {}) => ({ status, annotations: [], results: [], ...more });
  const report = {
    errors: [{ message: 'no tests found' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [{ title: 'one', tests: [one('expected')] }],
        suites: [
          {
            title: 'group',
            specs: [
              {
                title: 'two',
                tests: [one('flaky', { results: [{ errors: [{ message: 'e' }] }] })],
              },
              {
                title: 'three',
                tests: [one('skipped', { annotations: [{ type: 'skip', description: 'why' }] })],
              },
            ],
          },
        ],
      },
    ],
  };
  expect(readPlaywright(file(JSON.stringify(report)))).toEqual({
    passed: 1,
    failed: [
      { name: 'a.spec.ts › group › two', message: '(flaky)\ne' },
      { name: 'Playwright', message: 'no tests found' },
    ],
    skipped: [{ name: 'a.spec.ts › group › three', reason: 'why' }],
  });
});

test('words name suites; further arguments belong to a single one', () => {
  const suites = ['check', 'unit', 'e2e'].map((name) => ({ name }));
  const names = (words: string[]) => chooseSuites(words, suites).chosen.map(({ name }) => name);
  expect(names([])).toEqual(['check', 'unit', 'e2e']);
  expect(names(['e2e', 'unit'])).toEqual(['unit', 'e2e']);
  expect(chooseSuites(['unit', '-t', 'unit'], suites)).toEqual({
    chosen: [{ name: 'unit' }],
    args: ['-t', 'unit'],
  });
  expect(() => chooseSuites(['nonsense'], suites)).toThrow('`nonsense` is no suite');
  expect(() => chooseSuites(['unit', 'e2e', '-t'], suites)).toThrow('`-t` is no suite');
});
