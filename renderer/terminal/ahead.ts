/** A window that is made before its session is: what its page is drawn with, unseen. */
import { DEMO_ID, type Session, SessionId } from '../../preload/contract';

/** Stands where the session will: nothing of it is ever seen, and nothing asked about it. */
export const NOBODYS: Session = {
  id: SessionId.parse('ahead'),
  name: '',
  tenant: { id: DEMO_ID, name: '', domain: '', colour: 'demo', initials: '' },
  backend: 'kubernetes',
  place: { title: '', detail: '', why: '' },
  size: 'standard',
  state: { kind: 'ready' },
  createdAt: 0,
  endsAt: null,
  nearEnd: null,
  job: null,
  watched: false,
};
