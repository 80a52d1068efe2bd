import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSteps } from '../../../setup/lib/step.mjs';
import { temporaryFolder } from './folder';

/** A step that notes when it begins and ends. */
function step(
  name: string,
  notes: string[],
  options: { after?: string[]; fails?: boolean; optional?: string } = {},
) {
  const folder = temporaryFolder();
  let done = false;
  return {
    name,
    ...(options.after ? { after: options.after } : {}),
    ...(options.optional ? { optional: options.optional } : {}),
    lock: () => join(folder, 'lock'),
    todo: async () => (done ? undefined : 'testing'),
    run: async () => {
      notes.push(`${name} begins`);
      await new Promise(setImmediate);
      if (options.fails) throw new Error(`${name} failed`);
      notes.push(`${name} ends`);
      done = true;
    },
  };
}

test('a step waits for those before it, whatever the order they are named in', async () => {
  const notes: string[] = [];
  await runSteps([step('build', notes, { after: ['packages'] }), step('packages', notes)]);
  expect(notes).toEqual(['packages begins', 'packages ends', 'build begins', 'build ends']);
});

test('steps that do not wait for each other run side by side', async () => {
  const notes: string[] = [];
  await runSteps([step('one', notes), step('two', notes)]);
  expect(notes.slice(0, 2)).toEqual(['one begins', 'two begins']);
});

test('a step that is not asked for is not waited for', async () => {
  const notes: string[] = [];
  await runSteps([step('build', notes, { after: ['packages'] })]);
  expect(notes).toEqual(['build begins', 'build ends']);
});

test('what is done already is not done again', async () => {
  const notes: string[] = [];
  const one = step('one', notes);
  await runSteps([one]);
  await runSteps([one]);
  expect(notes).toHaveLength(2);
});

test('after a failure nothing that needs it runs, and the rest is waited for', async () => {
  const notes: string[] = [];
  const steps = [
    step('packages', notes, { fails: true }),
    step('build', notes, { after: ['packages'] }),
    step('other', notes),
  ];
  await expect(runSteps(steps)).rejects.toThrow('packages failed');
  expect(notes).toContain('other ends');
  expect(notes).not.toContain('build begins');
});

test('what is optional may fail: what comes after it is done all the same', async () => {
  const notes: string[] = [];
  const optional = step('GAM', notes, { fails: true, optional: 'It goes on without.' });
  await runSteps([optional, step('build', notes, { after: ['GAM'] })]);
  expect(notes).toEqual(['GAM begins', 'build begins', 'build ends']);
});
