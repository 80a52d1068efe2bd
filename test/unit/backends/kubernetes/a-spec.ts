/** A session's specification for tests. */
import type { SessionSpec } from '../../../../main/backends/backend';
import type { PodParts } from '../../../../main/backends/kubernetes/pods/manifest';
import { DEMO } from '../../../../main/tenants/tenants';
import { SessionId } from '../../../../preload/contract';

export function aSpec(change: Partial<SessionSpec> = {}): SessionSpec {
  return {
    id: SessionId.parse('abcde12345'),
    name: 'January',
    tenant: DEMO,
    size: 'standard',
    lifeMs: 3_600_000,
    idleMs: null,
    oneShot: false,
    createdAt: Date.UTC(2026, 0, 2),
    at: null,
    ...change,
  };
}

/** What pods of tests are made from beside it. */
export function someParts(owner: string): PodParts {
  return {
    namespace: 'gamgui',
    owner,
    image: 'team/gamgui:1.0',
    cpu: '1',
    memory: '1Gi',
    serviceAccount: null,
    claim: null,
    gateway: { service: null, host: null, path: null },
    template: null,
    timezone: 'UTC',
  };
}
