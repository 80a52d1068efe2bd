/** The workflows: what a linter says, and what has to hold of each. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(`${FOLDER}/${name}`, 'utf8'),
}));

test('actionlint finds nothing', ({ skip }) => {
  const linter = process.env['GAMGUI_ACTIONLINT'];
  if (!linter) return skip('actionlint is built with Go 1.26 or later: https://go.dev/dl/');
  expect(execFileSync(linter, ['-no-color', '-oneline'], { encoding: 'utf8' })).toBe('');
});

test('an image is signed after it was looked at for holes', () => {
  const text = readFileSync(`${FOLDER}/image.yml`, 'utf8');
  const steps = ['push-image.sh', 'scan-image.sh', 'sign-image.sh', 'attest-build-provenance@'];
  const places = steps.map((step) => text.indexOf(step));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('Terraform has the values that are committed, and no others', () => {
  const naming = workflows.filter(({ text }) => /TF_VAR_|-var\b/.test(text));
  expect(naming.map(({ name }) => name)).toEqual([]);
});

describe.each(workflows)('$name', ({ text }) => {
  test('names each action by its commit, and says which version that is', () => {
    const used = [...text.matchAll(/uses: (.*)/g)].map(([, action = '']) => action);
    const loose = used.filter((action) => !/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action));
    expect(loose).toEqual([]);
  });

  test('may only read, unless a job says what else', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(text).not.toContain('write-all');
    expect(text).not.toContain('pull_request_target');
  });

  test('keeps what has several steps in scripts', () => {
    expect(text).not.toMatch(/run: [|>]/);
  });

  test('puts nothing that others can name into a shell', () => {
    const commands = [...text.matchAll(/run: (.*)/g)].map(([, command]) => command);
    expect(commands.filter((command) => command?.includes('${{'))).toEqual([]);
  });

  test('leaves no credentials of the repository behind', () => {
    const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
    const careful = text.match(/persist-credentials: false/g) ?? [];
    expect(careful.length).toBe(checkouts.length);
  });

  test('ends each job in a time', () => {
    const jobs = text.match(/^ {4}runs-on: /gm) ?? [];
    const ends = text.match(/^ {4}timeout-minutes: \d+$/gm) ?? [];
    expect(ends.length).toBe(jobs.length);
  });
});
