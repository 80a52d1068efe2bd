import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './folder';

const root = join(import.meta.dirname, '../../..');

const TESTS = `
  import { expect, test } from 'vitest';
  test('passes', () => {});
  test('fails', () => expect(1).toBe(2));
  test('hangs', () => new Promise(() => {}), 50);
  test('is left out', (context) => context.skip('no such system'));
  test.skip('says nothing', () => {});
`;

test('it reports messages, time-outs, reasons and files that cannot be loaded', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.test.mjs'), TESTS);
  writeFileSync(join(folder, 'b.test.mjs'), 'not JavaScript');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const reporter = join(root, 'setup/testing/vitest-reporter.mjs');
  const report = join(folder, 'report.json');
  spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', `--reporter=${reporter}`],
    { cwd: folder, env: { ...process.env, GAMGUI_TEST_REPORT: report } },
  );
  const { passed, failed, skipped } = JSON.parse(readFileSync(report, 'utf8'));
  expect(passed).toBe(1);
  expect(failed).toEqual([
    { name: 'a.test.mjs > fails', message: expect.stringContaining('expected 1 to be 2') },
    { name: 'a.test.mjs > hangs', message: expect.stringContaining('timed out in 50ms') },
    { name: 'b.test.mjs', message: expect.any(String) },
  ]);
  expect(skipped).toEqual([
    { name: 'a.test.mjs > is left out', reason: 'no such system' },
    { name: 'a.test.mjs > says nothing', reason: 'no reason given' },
  ]);
});
