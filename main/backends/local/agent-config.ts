/** What the agent's host is told of its session: the fields of agent/gamgui_agent/config.py. */

import type { Runtime } from '../../runtime/runtime';
import { agentTenant } from '../agent-tenant';
import type { StoredSession } from './session-folder';

/** The content of config.json. */
export function agentConfig({ spec, run }: StoredSession, { gam }: Runtime): object {
  return {
    session: spec.id,
    name: spec.name,
    tenant: agentTenant(spec.tenant),
    run,
    gam: { command: gam.command, python: gam.python, version: gam.version },
    // Here the disk is the user's own, of which a session has no part to itself.
    limits: { idleMs: spec.idleMs, lifeMs: spec.lifeMs, diskBytes: 0 },
    oneShot: spec.oneShot,
  };
}
