import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const forward = pathToFileURL(join(import.meta.dirname, '../../../setup/lib/forward.mjs')).href;

/** Says which signals it gets; leaves with code 7 when its input ends. */
const PROGRAM = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => console.log(signal));
  process.stdin.on('data', (text) => console.log('in ' + text)).on('end', () => process.exit(7));
  console.log('ready');`;

/** A process that runs the program in its place. */
async function launcher(options: object = {}) {
  const script = `
    const { runInPlace } = await import(${JSON.stringify(forward)});
    const launch = { command: process.execPath, args: ['--eval', ${JSON.stringify(PROGRAM)}], env: {} };
    process.exitCode = await runInPlace(launch, process.env, ${JSON.stringify(options)});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = await reader(child);
  expect(await lines.next('ready')).toBe('ready');
  return { child, lines };
}

/** Reads stdout line by line. */
async function reader(child: ChildProcess) {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return {
    all: () => text.trim().split('\n'),
    /** Waits until a line is there. */
    async next(line: string) {
      while (!text.split('\n').includes(line)) await once(child.stdout ?? child, 'data');
      return line;
    },
  };
}

test('input, output and exit code are the program’s own', async () => {
  const { child, lines } = await launcher();
  child.stdin.end('hello');
  expect((await once(child, 'exit'))[0]).toBe(7);
  expect(lines.all()).toEqual(['ready', 'in hello']);
});

test('Ctrl-C that comes twice, from the terminal and from npm, is passed on once', async () => {
  const { child, lines } = await launcher();
  child.kill('SIGINT');
  child.kill('SIGINT');
  await lines.next('SIGINT');
  child.stdin.end();
  await once(child, 'exit');
  expect(lines.all()).toEqual(['ready', 'SIGINT']);
});

test('the program of windows is asked to quit, whatever the signal', async () => {
  const { child, lines } = await launcher({ quit: true });
  child.kill('SIGINT');
  await lines.next('SIGTERM');
  child.stdin.end();
  expect((await once(child, 'exit'))[0]).toBe(7);
});

test('a program that a signal ended gives the code that shells give', async () => {
  const script = `
    const { runInPlace } = await import(${JSON.stringify(forward)});
    const args = ['--eval', 'process.kill(process.pid, "SIGKILL")'];
    process.exitCode = await runInPlace({ command: process.execPath, args, env: {} }, process.env);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  expect((await once(child, 'exit'))[0]).toBe(137);
});
