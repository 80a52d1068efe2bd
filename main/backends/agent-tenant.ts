/** What the agent is told of a session's tenant: `tenant` in agent/gamgui_agent/config.py. Nothing secret is in it. */
import type { KeptTenant } from '../../preload/contract';
import { IMAGE } from './kubernetes/pods/image';

/** The fields, whatever the place. Credentials that are brought to the session are where its image says. */
export function agentTenant({ id, name, colour, source, domain }: KeptTenant): object {
  const seen = { id, name, colour };
  const { secret: from, keys: memory } = IMAGE;
  switch (source.kind) {
    case 'demo':
      return { ...seen, kind: 'demo' };
    case 'gam-folder': {
      const { folder, section } = source;
      return { ...seen, kind: 'gam', folder, section };
    }
    case 'secret': {
      const credentials = { kind: 'mounted', from, memory };
      return { ...seen, kind: 'gam', section: source.section, credentials };
    }
    case 'keyless': {
      const { address, clientId, admin, customer } = source;
      const account = { address, clientId, admin, customer, domain };
      return { ...seen, kind: 'gam', credentials: { kind: 'keyless', memory, ...account } };
    }
  }
}
