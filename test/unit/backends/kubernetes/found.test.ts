import type { V1Pod, V1PodStatus } from '@kubernetes/client-node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundOf } from '../../../../main/backends/kubernetes/pods/found';
import { podManifest } from '../../../../main/backends/kubernetes/pods/manifest';
import { aSpec } from './a-spec';

const OWNER = 'ana@corp.example';
const SPEC = aSpec();

function pod(status: V1PodStatus, more: Partial<V1Pod['metadata']> = {}): V1Pod {
  const { metadata } = podManifest(SPEC, {
    namespace: 'gamgui',
    owner: OWNER,
    image: 'i',
    cpu: '1',
    memory: '1Gi',
    serviceAccount: null,
    claim: null,
    gateway: { service: null, host: null, path: null },
    template: null,
    timezone: 'UTC',
  });
  return { metadata: { ...metadata, ...more }, status };
}

function ended(exitCode: number, message: string, reason = 'Error'): V1PodStatus {
  const base = { name: 'session', image: '', imageID: '', ready: false, restartCount: 0 };
  const finishedAt = new Date(5000);
  const terminated = { exitCode, message, reason, finishedAt };
  return {
    phase: exitCode === 0 ? 'Succeeded' : 'Failed',
    containerStatuses: [{ ...base, state: { terminated } }],
  };
}

describe('a pod that is found', () => {
  it('is the session it was made for', () => {
    expect(foundOf(pod({ phase: 'Running' }), OWNER)).toEqual({
      id: SPEC.id,
      spec: SPEC,
      state: 'running',
    });
  });

  it.each<[string, V1PodStatus, boolean, string]>([
    ['its own word', ended(0, '{"reason":"idle","exit":null}'), true, 'idle'],
    ['no word', ended(0, ''), true, 'exit 0'],
    ['memory', ended(137, '', 'OOMKilled'), false, 'out of memory'],
    ['a lie', ended(1, '{"reason":{}}'), false, 'exit code 1'],
    ['eviction', { phase: 'Failed', reason: 'Evicted', message: 'disk' }, false, 'evicted: disk'],
    ['the deadline', { phase: 'Failed', reason: 'DeadlineExceeded' }, false, 'longest life'],
  ])('has ended by %s', (_, status, expected, reason) => {
    const found = foundOf(pod(status), OWNER);
    expect(found).toMatchObject({ state: 'ended', expected });
    expect(found?.state === 'ended' && found.reason).toContain(reason);
  });

  it('is being removed by someone', () => {
    const found = foundOf(pod({ phase: 'Running' }, { deletionTimestamp: new Date(7) }), OWNER);
    expect(found).toMatchObject({ state: 'ended', expected: false, at: 7 });
  });

  it('is nobody else’s, and not under another name', () => {
    expect(foundOf(pod({}), 'bo@corp.example')).toBeNull();
    expect(foundOf(pod({}, { name: 'gamgui-other00000' }), OWNER)).toBeNull();
    expect(foundOf(pod({}, { annotations: {} }), OWNER)).toBeNull();
  });

  it('is taken for nothing where its annotations are not what was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const annotations = { 'gamgui.dev/owner': OWNER, 'gamgui.dev/spec': text };
        expect(foundOf(pod({}, { annotations }), OWNER)).toBeNull();
      }),
    );
  });
});
