/** A session as windows are told of it, for tests. */
import { type Session, SessionId, Tenant } from '../../../preload/contract';

const tenant = Tenant.parse({
  id: 'demo',
  name: 'Demo domain',
  domain: 'demo.example',
  colour: 'demo',
  initials: 'D',
});

export function aSession(id: string, change: Partial<Session> = {}): Session {
  return {
    id: SessionId.parse(id),
    name: id,
    tenant,
    backend: 'local',
    place: { title: 'Local', detail: '', why: '' },
    size: 'standard',
    state: { kind: 'attached' },
    createdAt: 0,
    endsAt: null,
    nearEnd: null,
    job: null,
    watched: true,
    ...change,
  };
}
