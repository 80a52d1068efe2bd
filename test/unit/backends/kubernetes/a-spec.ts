/** A session's specification for tests. */
import type { SessionSpec } from '../../../../main/backends/backend';
import { DEMO } from '../../../../main/tenants';
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
