/** Docker's checks against engines at a socket: one that was stopped, one that has the image, one that has not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dockerChecks } from '../../../main/diagnostics/docker';
import { Names } from '../../../main/diagnostics/names';
import { runChecks } from '../../../main/diagnostics/runner';
import { Failure } from '../../../main/failure';
import type { CheckResult } from '../../../preload/contract';

let folder = '';
const ends: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gamgui-docker-'));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(folder, { recursive: true });
});

async function results(host: string | null, image: string | null = 'team/gamgui:1.0') {
  const all = new Map<string, CheckResult['outcome']>();
  const place = host === null ? null : { host, certificates: null };
  const checks = dockerChecks({ engine: () => place, image: () => image });
  const { signal } = new AbortController();
  await runChecks({
    checks,
    names: new Names(),
    signal,
    told: ({ id, outcome }) => all.set(id, outcome),
  });
  return all;
}

/** An engine that answers these paths and has nothing else; what it was asked. */
async function engine(answers: Record<string, object>): Promise<{ host: string; asked: string[] }> {
  const path = join(folder, 'engine.sock');
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    const name = new URL(request.url ?? '/', 'http://x').pathname.replace(/^\/v[\d.]+/, '');
    asked.push(`${request.method} ${name}`);
    const body = answers[name];
    reply.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(body ?? { message: 'no such thing' }));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  ends.push(() => server.close());
  return { host: `unix://${path}`, asked };
}

const ABOUT = { '/version': { Version: '28.2.2' }, '/info': { NCPU: 8 } };

describe('Docker', () => {
  test('that is stopped says so, with the command that starts it', async () => {
    // A file where a socket was, as good as one at which nobody answers.
    writeFileSync(join(folder, 'dead.sock'), '');
    const all = await results(`unix://${join(folder, 'dead.sock')}`);
    expect(all.get('answers')).toMatchObject({
      kind: 'failed',
      what: 'Not running',
      why: 'Docker cannot be used: nothing answers at its socket.',
      command: 'sudo systemctl start docker',
    });
    expect(all.get('image')?.kind).toBe('unchecked');
  });

  test('that has all that is needed', async () => {
    const { host, asked } = await engine({
      ...ABOUT,
      '/images/team/gamgui:1.0/json': {},
      '/networks/gamgui': {},
    });
    const all = await results(host);
    expect([...all.values()].map(({ kind }) => kind)).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
    ]);
    expect(all.get('answers')).toEqual({ kind: 'passed', says: 'Docker 28.2.2, 8 CPUs' });
    // Nothing is made by looking.
    expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
  });

  test('that has no image yet says how to get it before', async () => {
    const all = await results((await engine(ABOUT)).host);
    expect(all.get('image')).toMatchObject({
      kind: 'warned',
      command: 'docker pull team/gamgui:1.0',
    });
    expect(all.get('network')?.kind).toBe('passed');
  });

  test('without any image that could be meant', async () => {
    const { host } = await engine({ ...ABOUT, '/images/json': [] });
    expect((await results(host, null)).get('image')).toMatchObject({
      kind: 'failed',
      what: 'None is set',
    });
  });

  test('that is not there, or whose context cannot be read', async () => {
    expect((await results(null)).get('found')?.kind).toBe('unchecked');
    const bad = dockerChecks({
      engine: () => {
        throw new Failure(
          'docker-context',
          'Docker cannot be used: its context “x” cannot be read.',
          'Choose another.',
        );
      },
      image: () => null,
    });
    const outcome = await bad[0]?.run({ signal: new AbortController().signal, names: new Names() });
    expect(outcome).toMatchObject({ kind: 'failed', command: 'docker context ls' });
  });
});
