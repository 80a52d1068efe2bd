import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundOf } from '../../../../main/backends/kubernetes/pods/found';
import { podManifest } from '../../../../main/backends/kubernetes/pods/manifest';
import { aSpec, someParts } from './a-spec';

const OWNER = 'ana@corp.example';
const AT = 'here';
const SPEC = aSpec();

function pod(status: V1PodStatus, more: Partial<V1Pod['metadata']> = {}): V1Pod {
  const { metadata, spec } = podManifest(SPEC, someParts(OWNER));
  return { metadata: { ...metadata, ...more }, ...(spec === undefined ? {} : { spec }), status };
}

const base = { name: 'session', image: '', imageID: '', ready: false, restartCount: 0 };

function ended(exitCode: number, message: string, reason = 'Error'): V1PodStatus {
  const finishedAt = new Date(5000);
  const terminated = { exitCode, message, reason, finishedAt };
  return {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    containerStatuses: [{ ...base, state: { terminated } }],
  };
}

describe('a pod that is found', () => {
  it('is the session it was made for', () => {
    expect(foundOf(pod({ phase: 'Running' }), OWNER, AT)).toEqual({
      id: SPEC.id,
      spec: { ...SPEC, at: AT },
      runs: { image: 'team/gamgui:1.0' },
      state: 'running',
    });
  });

  it.each<[string, V1PodStatus, boolean, string]>([
    ['its own word', ended(0, '{"reason":"idle","exit":null}'), true, 'idle'],
    ['no word', ended(0, ''), true, 'exit 0'],
    ['memory', ended(137, '', 'OOMKilled'), false, 'out of memory'],
    ['a lie', ended(1, '{"reason":{}}'), false, 'exit code 1'],
    ['eviction', { phase: 'Failed', reason: 'Evicted', message: 'disk' }, false, 'evicted'],
    ['the deadline', { phase: 'Failed', reason: 'DeadlineExceeded' }, false, 'too old for a pod'],
    ['a node', { phase: 'Failed', reason: 'NodeLost', message: 'n1' }, false, 'node lost'],
  ])('has ended by %s', (_, status, expected, reason) => {
    const found = foundOf(pod(status), OWNER, AT);
    expect(found).toMatchObject({ state: 'ended', end: { expected } });
    expect(found?.state === 'ended' && found.end.reason).toContain(reason);
    expect(found?.state === 'ended' && found.end.detail).toBe(status.message ?? '');
  });

  it.each([
    ['OOMKilled', 137, 'out-of-memory'],
    ['Error', 137, 'killed'],
    ['Error', 1, 'unknown'],
  ])('goes on after %s with exit code %i', (reason, exitCode, expected) => {
    const lastState = { terminated: { reason, exitCode, finishedAt: new Date(5000) } };
    const restarted = { ...base, restartCount: 1, lastState, state: { running: {} } };
    const found = foundOf(pod({ phase: 'Running', containerStatuses: [restarted] }), OWNER, AT);
    expect(found).toMatchObject({ state: 'running', restart: { reason: expected, at: 5000 } });
  });

  it.each([
    ['team/gamgui:1.0', 'docker.io/team/gamgui@sha256:', 'team/gamgui:1.0 (sha256:abababababab)'],
    ['team/gamgui@sha256:', '', 'team/gamgui (sha256:abababababab)'],
    ['team/gamgui:1.0', 'odd', 'team/gamgui:1.0'],
    ['a\u202eb'.repeat(99), '', expect.stringMatching(/^a‹U\+202E›b.{1,190}…$/)],
  ])('runs the image %s', (named, id, expected) => {
    const whole = (text: string) => (text.endsWith(':') ? text + 'ab'.repeat(32) : text);
    const made = pod({ containerStatuses: [{ ...base, imageID: whole(id) }] });
    made.spec = { containers: [{ name: 'session', image: whole(named) }] };
    expect(foundOf(made, OWNER, AT)?.runs).toEqual({ image: expected });
  });

  it.each([
    ['DeletionByTaintManager', { cause: 'node-lost', detail: 'why' }],
    ['PreemptionByScheduler', { cause: 'evicted', detail: 'why' }],
    ['SomethingNew', { cause: 'removed', detail: '' }],
  ])('is being removed because of %s', (reason, expected) => {
    const condition = { type: 'DisruptionTarget', status: 'True', reason, message: 'why' };
    const status = { phase: 'Running', conditions: [condition] };
    const found = foundOf(pod(status, { deletionTimestamp: new Date(7) }), OWNER, AT);
    expect(found).toMatchObject({ state: 'ended', end: expected });
  });

  it('has ended with its node, which the cluster has forgotten', () => {
    const message = 'PodGC: node no longer exists';
    const condition = {
      type: 'DisruptionTarget',
      status: 'True',
      reason: 'DeletionByPodGC',
      message,
    };
    const found = foundOf(pod({ phase: 'Failed', conditions: [condition] }), OWNER, AT);
    expect(found).toMatchObject({ state: 'ended', end: { cause: 'node-lost', detail: message } });
  });

  it('is being removed by someone', () => {
    const found = foundOf(pod({ phase: 'Running' }, { deletionTimestamp: new Date(7) }), OWNER, AT);
    expect(found).toMatchObject({ state: 'ended', end: { cause: 'removed' }, at: 7 });
  });

  it('is nobody else’s, and not under another name', () => {
    expect(foundOf(pod({}), 'bo@corp.example', AT)).toBeNull();
    expect(foundOf(pod({}, { name: 'gamgui-other00000' }), OWNER, AT)).toBeNull();
    expect(foundOf(pod({}, { annotations: {} }), OWNER, AT)).toBeNull();
  });

  it('is taken for nothing where its annotations are not what was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const annotations = { 'gamgui.dev/owner': OWNER, 'gamgui.dev/spec': text };
        expect(foundOf(pod({}, { annotations }), OWNER, AT)).toBeNull();
      }),
    );
  });
});
