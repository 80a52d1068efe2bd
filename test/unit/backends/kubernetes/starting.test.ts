import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { startingOf } from '../../../../main/backends/kubernetes/pods/starting';

const SCHEDULED = [{ type: 'PodScheduled', status: 'True' }];

function pod(state: V1ContainerState, lastState?: V1ContainerState): V1Pod {
  const status = { name: 'session', image: 'i', imageID: '', ready: false, restartCount: 0 };
  const whole = lastState === undefined ? { ...status, state } : { ...status, state, lastState };
  return { status: { phase: 'Pending', conditions: SCHEDULED, containerStatuses: [whole] } };
}

function waiting(reason: string, message?: string): V1Pod {
  return pod({ waiting: message === undefined ? { reason } : { reason, message } });
}

const ENDED = { terminated: { exitCode: 3, reason: 'Error', message: 'no config' } };

describe('a pod that starts', () => {
  it.each<[string, V1Pod, number, string]>([
    ['new', {}, 2, 'a node'],
    [
      'without a node',
      {
        status: {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/1 nodes',
            },
          ],
        },
      },
      2,
      '0/1 nodes',
    ],
    ['on a node', { status: { conditions: SCHEDULED } }, 3, 'image'],
    ['being made', waiting('ContainerCreating'), 3, 'image'],
    ['after a first failed pull', waiting('ErrImagePull', 'timeout'), 3, 'image'],
  ])('%s, waits and says for what', (_, seen, step, words) => {
    const now = startingOf(seen);
    expect(now).toMatchObject({ kind: 'waiting', progress: { step, of: 4 } });
    expect(now.kind === 'waiting' && now.progress.text).toContain(words);
  });

  it('runs when its container does', () => {
    expect(startingOf(pod({ running: {} }))).toEqual({ kind: 'running' });
  });

  it.each<[string, V1Pod, string, string]>([
    ['image', waiting('ImagePullBackOff', 'not found'), 'image', 'not found'],
    ['image policy', waiting('ErrImageNeverPull', 'never'), 'image', 'never'],
    ['config', waiting('CreateContainerConfigError', 'no secret'), 'container', 'no secret'],
    ['crash', pod({ waiting: { reason: 'CrashLoopBackOff' } }, ENDED), 'crash', 'no config'],
    ['crash at once', pod(ENDED), 'crash', 'exit code 3'],
    [
      'memory',
      pod({ terminated: { exitCode: 137, reason: 'OOMKilled' } }),
      'out-of-memory',
      'memory',
    ],
    ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, 'evicted', 'Evicted'],
    ['removed', { metadata: { deletionTimestamp: new Date() } }, 'removed', 'other than GamGUI'],
  ])('fails for its %s, with a fix', (_, seen, code, words) => {
    const now = startingOf(seen);
    expect(now).toMatchObject({ kind: 'failed', failure: { code } });
    expect(now.kind === 'failed' && now.failure.message).toContain(words);
    expect(now.kind === 'failed' && now.failure.fix).toBeTruthy();
  });

  it('looks into the log where the node could not read the last words', () => {
    const message = 'Error on reading termination message from logs: lstat /var/log/pods/x';
    const now = startingOf(pod({ terminated: { exitCode: 1, message } }));
    expect(now).toMatchObject({ kind: 'failed', log: true, failure: { code: 'crash' } });
    expect(now.kind === 'failed' && now.failure.message).not.toContain('lstat');
  });

  it('shows what a cluster says without letting it take over', () => {
    const now = startingOf(waiting('ImagePullBackOff', `\u001b[31m${'x'.repeat(5000)}`));
    const message = now.kind === 'failed' ? now.failure.message : '';
    expect(message.length).toBeLessThan(500);
    expect(message).not.toContain('\u001b');
  });
});
