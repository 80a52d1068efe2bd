/** What is made of a session's pod and of its agent's words; both may lie. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  diskOutcome,
  lifeOutcome,
  linkOutcome,
  memoryOutcome,
  restartsOutcome,
} from '../../../main/diagnostics/session/agent';
import { stateOutcome } from '../../../main/diagnostics/session/checks';
import { eventsOutcome, happenings } from '../../../main/diagnostics/session/events';
import { logText } from '../../../main/diagnostics/session/log';
import {
  containerOutcome,
  deadlineOutcome,
  nodeOutcome,
  phaseOutcome,
  SeenPod,
} from '../../../main/diagnostics/session/pod';
import { visible } from '../../../preload/visible';
import { aSession } from '../support/a-session';

const pod = (status: object, more: object = {}) =>
  SeenPod.parse({
    metadata: { uid: 'u', ...more },
    spec: { nodeName: 'n1', activeDeadlineSeconds: 600 },
    status,
  });
const own = (container: object) =>
  pod({
    phase: 'Running',
    containerStatuses: [{ name: 'session', restartCount: 0, ...container }],
  });
const RUNS = { running: { startedAt: '2026-12-02T08:00:00Z' } };

describe('a pod', () => {
  test.each([
    [{ phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }, 'passed'],
    [
      {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
      },
      'warned',
    ],
    [
      {
        phase: 'Running',
        conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC' }],
      },
      'warned',
    ],
    [
      {
        phase: 'Pending',
        conditions: [{ type: 'PodScheduled', status: 'False', message: 'no node' }],
      },
      'warned',
    ],
    [{ phase: 'Failed', reason: 'Evicted', message: 'no disk' }, 'failed'],
    [{}, 'failed'],
  ])('with the status %j: %s', (status, kind) =>
    expect(phaseOutcome(pod(status), {}).kind).toBe(kind),
  );

  test('says why, in the cluster’s words, and how to see more', () =>
    expect(
      phaseOutcome(pod({ phase: 'Failed', reason: 'Evicted', message: 'no\u001b[2J disk' }), {
        command: 'k',
      }),
    ).toMatchObject({
      what: 'Failed',
      why: 'Evicted: no␛[2J disk',
      command: 'k',
    }));

  test('that is being removed', () =>
    expect(
      phaseOutcome(pod({ phase: 'Running' }, { deletionTimestamp: '2026-12-02T08:00:00Z' }), {})
        .kind,
    ).toBe('warned'));

  const OOM = {
    terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-12-02T08:00:00Z' },
  };
  test.each([
    [{ state: RUNS }, 'passed'],
    [{ state: RUNS, restartCount: 2, lastState: OOM }, 'warned'],
    [{ state: OOM }, 'failed'],
    [
      { state: { waiting: { reason: 'CrashLoopBackOff' } }, restartCount: 3, lastState: OOM },
      'failed',
    ],
  ])('whose container is %j: %s', (container, kind) =>
    expect(containerOutcome(own(container), {}).kind).toBe(kind),
  );

  test('whose container was started again says how it ended, when, and what helps', () =>
    expect(
      containerOutcome(own({ state: RUNS, restartCount: 1, lastState: OOM }), {}),
    ).toMatchObject({
      what: 'Started again once',
      why: expect.stringContaining('no memory left (OOMKilled) at 2026-12-02T08:00:00Z'),
      fix: 'Choose a larger size for the next session.',
    }));

  test('is ended by Kubernetes at a time that it says itself', () => {
    expect(deadlineOutcome(pod({ startTime: '2026-12-02T08:00:00Z' }))).toMatchObject({
      says: expect.stringContaining('2026-12-02 08:10 UTC'),
    });
    expect(deadlineOutcome(pod({})).kind).toBe('unchecked');
  });

  test('is on a node, with an image by its digest', () => {
    const imageID = `registry.example/x@sha256:${'ab'.repeat(32)}`;
    expect(nodeOutcome(own({ imageID }), 'n1')).toEqual({
      kind: 'passed',
      says: 'n1, image sha256:abababababab',
    });
    expect(nodeOutcome(own({}), '').kind).toBe('unchecked');
  });
});

describe('events', () => {
  const at = (minute: number) => `2026-12-02T08:${String(minute).padStart(2, '0')}:00Z`;
  const event = (message: string, minute: number, more = {}) => ({
    type: 'Normal',
    reason: 'R',
    message,
    lastTimestamp: at(minute),
    ...more,
  });

  test('are sorted, and the same ones are one', () =>
    expect(
      happenings([event('b', 3), event('a', 1, { count: 2 }), event('a', 4)]).map(
        ({ text, count }) => [text, count],
      ),
    ).toEqual([
      ['R: b', 1],
      ['R: a', 3],
    ]));

  test('of the new kind have their time and count elsewhere', () => {
    const series = { count: 5, lastObservedTime: at(9) };
    expect(happenings([{ reason: 'R', message: 'm', series }])).toMatchObject([
      { count: 5, at: Date.parse(at(9)) },
    ]);
  });

  test('with a warning tell the last one', () =>
    expect(
      eventsOutcome(
        [
          event('first', 1, { type: 'Warning' }),
          event('last', 2, { type: 'Warning' }),
          event('x', 3),
        ],
        'k',
      ),
    ).toMatchObject({
      kind: 'warned',
      why: 'The last warning: R: last.',
      command: 'k',
    }));

  test('without one are there to be read', () =>
    expect(eventsOutcome([event('x', 3)], undefined)).toEqual({
      kind: 'passed',
      says: '1 event, no warning',
      details: '08:03:00 R: x',
    }));

  test('whatever is in them, are one line each that can do nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 50 }),
        (texts) => {
          const outcome = eventsOutcome(
            texts.map((one, minute) => event(one, minute % 60)),
            undefined,
          );
          const lines = 'details' in outcome ? (outcome.details?.split('\n') ?? []) : [];
          expect(lines.length).toBeLessThanOrEqual(30);
          for (const line of lines) expect(visible(line)).toBe(line);
        },
      ),
    );
  });
});

describe('a log', () => {
  test('is shown without colours, and what else is in it can do nothing', () =>
    expect(logText('\u001b[31mred\u001b[0m\r\n\u202egpj.exe\n\u001b]0;owned\u0007x\n')).toBe(
      'red\n‹U+202E›gpj.exe\nx',
    ));

  test('is bounded, whatever was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 2000 }), { maxLength: 60 }),
        (lines) => {
          const shown = logText(lines.join('\n')).split('\n');
          expect(shown.length).toBeLessThanOrEqual(20);
          for (const line of shown) {
            expect(visible(line)).toBe(line);
            expect(line.length).toBeLessThanOrEqual(301);
          }
        },
      ),
    );
  });
});

describe('an agent', () => {
  const GIB = 2 ** 30;
  test.each([
    [3 * GIB, 'passed', '3 GiB of 4 GiB used'],
    [3.5 * GIB, 'warned', '3.5 GiB of 4 GiB used'],
    [3.8 * GIB, 'failed', '3.8 GiB of 4 GiB used'],
  ])('with %d bytes on its disk: %s', (used, kind, words) => {
    const outcome = diskOutcome({ used, limit: 4 * GIB });
    expect(outcome).toMatchObject(
      kind === 'passed' ? { kind, says: words } : { kind, what: words },
    );
  });
  test.each([
    [{ memory: null, memoryLimit: null }, 'unchecked'],
    [{ memory: GIB, memoryLimit: null }, 'passed'],
    [{ memory: GIB, memoryLimit: 2 * GIB }, 'passed'],
    [{ memory: 0.95 * GIB, memoryLimit: GIB }, 'warned'],
  ])('whose memory is %j: %s', (usage, kind) =>
    expect(memoryOutcome({ cpu: null, ...usage }).kind).toBe(kind),
  );
  test.each([
    [24.4, 'passed'],
    [480, 'warned'],
  ])('that is %d ms away: %s', (latencyMs, kind) =>
    expect(linkOutcome({ latencyMs }).kind).toBe(kind),
  );
  test('that was started again', () => {
    expect(restartsOutcome({ count: 0, reason: null }).kind).toBe('passed');
    expect(restartsOutcome({ count: 2, reason: 'out-of-memory' })).toMatchObject({
      kind: 'warned',
      what: 'It was started again 2 times',
      fix: 'Choose a larger size for the next session.',
    });
  });
  test('whose end is near', () => {
    const life = { endsAt: 3_600_000, idleEndsAt: null, deadline: null };
    expect(lifeOutcome(life, 0).kind).toBe('passed');
    expect(lifeOutcome(life, 3_300_000).kind).toBe('warned');
    expect(lifeOutcome({ ...life, endsAt: null }, 0).kind).toBe('passed');
  });
});

describe('a session', () => {
  const END = {
    cause: 'evicted',
    expected: false,
    reason: 'evicted',
    detail: 'no disk',
    exit: null,
    at: 0,
  } as const;
  test.each([
    [{ kind: 'attached' } as const, 'passed'],
    [{ kind: 'reconnecting', nextTryAt: null, reason: 'r', offline: false } as const, 'warned'],
    [{ kind: 'sign-in-again', reason: 'r' } as const, 'warned'],
    [{ ...END, kind: 'ended' } as const, 'failed'],
    [{ ...END, kind: 'ended', expected: true } as const, 'unchecked'],
    [{ kind: 'failed', reason: 'r' } as const, 'failed'],
  ])('that is %j: %s', (state, kind) =>
    expect(stateOutcome(aSession('abcde', { state })).kind).toBe(kind),
  );
});
