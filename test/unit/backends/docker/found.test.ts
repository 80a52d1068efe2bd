import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerOf } from '../../../../main/backends/docker/container';
import { foundOf, type Inspected } from '../../../../main/backends/docker/found';
import { wordIn } from '../../../../main/backends/docker/last-word';
import { aSpec } from '../kubernetes/a-spec';

const SPEC = aSpec();
const AT = 'here';
const NEVER = '0001-01-01T00:00:00Z';
const DIGEST = `sha256:${'0123456789ab'.repeat(5)}0123`;

function container(state: Partial<Inspected['State']>, more: Partial<Inspected> = {}): Inspected {
  const parts = { image: 'team/gamgui:1.0', owner: 'ana', cpu: '1', memory: '1Gi', cpus: 1 };
  const { name, Labels = {} } = containerOf(SPEC, { ...parts, timezone: 'UTC' });
  return {
    Id: 'c0ffee',
    Name: `/${name}`,
    Image: DIGEST,
    RestartCount: 0,
    Config: { Image: parts.image, Labels },
    State: {
      Status: 'running',
      Running: true,
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: 1,
      ExitCode: 0,
      Error: '',
      StartedAt: '2026-01-02T00:00:00Z',
      FinishedAt: NEVER,
      ...state,
    },
    ...more,
  };
}

const exited = (ExitCode: number, more: Partial<Inspected['State']> = {}) =>
  container({ Status: 'exited', ExitCode, FinishedAt: '2026-01-02T01:00:00Z', ...more });

describe('a container that is found', () => {
  it('is the session it was made for', () =>
    expect(foundOf(container({}), AT)).toEqual({
      id: SPEC.id,
      spec: { ...SPEC, at: AT },
      runs: { image: 'team/gamgui:1.0 (sha256:0123456789ab)' },
      state: 'running',
    }));

  it('is nobody’s under another name, or without its label', () => {
    expect(foundOf(container({}, { Name: '/other' }), AT)).toBeNull();
    expect(foundOf(container({}, { Config: { Image: '', Labels: {} } }), AT)).toBeNull();
  });

  it('has ended by its agent’s word', () => {
    const word = { reason: 'idle', exit: null } as const;
    const found = foundOf(exited(0), AT, word);
    const at = Date.UTC(2026, 0, 2, 1);
    expect(found).toMatchObject({ state: 'ended', at, end: { cause: 'idle', expected: true } });
  });

  it.each([
    ['without a word, but well', exited(0), 'shell'],
    ['as Docker lost it', exited(137, { Status: 'dead' }), 'unknown'],
    ['as it is being removed', exited(137, { Status: 'removing' }), 'removed'],
  ])('has ended %s', (_, one, cause) =>
    expect(foundOf(one, AT)).toMatchObject({ state: 'ended', end: { cause } }),
  );

  it.each([
    ['Docker stopped with it', exited(137)],
    ['it is started again', container({ Status: 'restarting', ExitCode: 137 })],
    ['it was made and not started', container({ Status: 'created' })],
    ['it is paused', container({ Status: 'paused' })],
  ])('goes on where %s', (_, one) => expect(foundOf(one, AT)?.state).toBe('running'));

  it('tells that memory ran out, and when', () => {
    const state = { OOMKilled: true, FinishedAt: '2026-01-02T01:00:00Z' };
    const restarted = container(state, { RestartCount: 1 });
    const restart = { reason: 'out-of-memory', at: Date.UTC(2026, 0, 2, 1) };
    expect(foundOf(restarted, AT)).toMatchObject({ state: 'running', restart });
    expect(foundOf(container({ FinishedAt: NEVER }), AT)).not.toHaveProperty('restart');
  });
});

describe('a last word', () => {
  const tarOf = (text: string) => {
    const head = Buffer.alloc(512);
    head.write(Buffer.byteLength(text).toString(8).padStart(11, '0'), 124);
    return Buffer.concat([head, Buffer.from(text), Buffer.alloc(1024)]);
  };

  it('is read from a tar of one file', () =>
    expect(wordIn(tarOf('{"reason":"life","exit":{"code":3},"at":1}'))).toEqual({
      reason: 'life',
      exit: { code: 3 },
    }));

  it('is none where it is anything else', () => {
    expect(wordIn(tarOf('{"reason":"gone"}'))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(wordIn(Buffer.from(bytes))).toBeNull();
      }),
    );
  });
});
