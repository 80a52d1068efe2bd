import type { V1ContainerStateTerminated, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { awayOf } from '../../../../main/backends/kubernetes/pods/away';

const LOOP = { waiting: { reason: 'CrashLoopBackOff' } };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 2, 9, 0, seconds));

/** A pod whose container ended after some seconds, and how often it was started again. */
function pod(exitCode: number, seconds: number, restartCount: number, state: object = LOOP): V1Pod {
  const terminated: V1ContainerStateTerminated = {
    exitCode,
    startedAt: at(0),
    finishedAt: at(seconds),
    message: 'no module',
  };
  const status = { name: 'session', image: 'i', imageID: '', ready: false, restartCount };
  const containerStatuses = [{ ...status, state, lastState: { terminated } }];
  return { status: { phase: 'Running', containerStatuses } };
}

describe('a container that cannot be entered', () => {
  it.each<[string, V1Pod, string, string]>([
    ['ends at once, again and again', pod(1, 1, 2), 'crash', 'exit code 1: no module'],
    ['ended at once, for the first time', pod(1, 1, 1), 'restarting', 'exit code 1'],
    ['was killed', pod(137, 1, 5), 'restarting', 'exit code 137'],
    ['ended after a while', pod(1, 60, 5), 'restarting', 'with its files and its journal'],
  ])('%s', (_, given, code, words) => {
    const failure = awayOf(given)?.failure;
    expect(failure?.code).toBe(code);
    expect(failure?.message).toContain(words);
  });

  it.each<[string, V1Pod]>([
    ['runs again', pod(137, 60, 1, { running: {} })],
    ['is not there yet', {}],
    ['is over for good', { status: { ...pod(1, 60, 1).status, phase: 'Failed' } }],
  ])('%s: nothing more is known', (_, given) => expect(awayOf(given)).toBeNull());
});
