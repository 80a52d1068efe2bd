/** What the agent's host is told of its session: the fields of agent/gamgui_agent/config.py. */
import type { Runtime } from '../../runtime/runtime';
import type { StoredSession } from './session-folder';

/** The content of config.json. */
export function agentConfig({ spec, run }: StoredSession, { gam }: Runtime): object {
  const { id, name, colour } = spec.tenant;
  return {
    session: spec.id,
    name: spec.name,
    tenant: { id, kind: id === 'demo' ? 'demo' : 'gam', name, colour },
    run,
    gam: { command: gam.command, python: gam.python, version: gam.version },
    // Here the disk is the user's own, of which a session has no part to itself.
    limits: { idleMs: spec.idleMs, lifeMs: spec.lifeMs, diskBytes: 0 },
    oneShot: spec.oneShot,
  };
}
