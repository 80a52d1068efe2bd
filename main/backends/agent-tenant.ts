/** What the agent is told of a session's tenant: `tenant` in agent/gamgui_agent/config.py. Nothing secret is in it. */
import type { KeptTenant } from '../../preload/contract';
import { IMAGE } from './image';

/**
 * The fields. In a container credentials are where its image says; those of a folder of this computer are brought there,
 * on this computer itself GAM uses them where they are.
 */
export function agentTenant(
  { id, name, colour, source, domain }: KeptTenant,
  where: 'here' | 'container',
): object {
  const seen = { id, name, colour, domain };
  const { secret: from, keys: memory } = IMAGE;
  switch (source.kind) {
    case 'demo':
      return { ...seen, kind: 'demo' };
    case 'gam-folder': {
      const { folder, section } = source;
      if (where === 'here') return { ...seen, kind: 'gam', folder, section };
      return { ...seen, kind: 'gam', section, credentials: { kind: 'given', memory } };
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
