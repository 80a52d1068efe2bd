/** What the agent's host is told of its session: the fields of agent/gamgui_agent/config.py. No secret is among them. */
import { agentTenant } from './agent-tenant';
import type { SessionSpec } from './backend';
import { IMAGE } from './image';

/** What the pod, or another container, decides. */
export interface ConfigParts {
  /** When its place ends it regardless, in seconds after it was made, or null: never. */
  readonly deadlineS: number | null;
  /** The size of the session's disk, or 0: it has none of its own. */
  readonly diskBytes: number;
  /** An IANA name. */
  readonly timezone: string;
  /** Made ahead of the session that it may become. */
  readonly spare?: boolean;
}

/** The content of GAMGUI_CONFIG. GAM is the image's own. */
export function agentConfig(spec: SessionSpec, parts: ConfigParts): object {
  return {
    session: spec.id,
    name: spec.name,
    tenant: agentTenant(spec.tenant, 'container'),
    run: IMAGE.run,
    limits: {
      idleMs: spec.idleMs,
      lifeMs: spec.lifeMs,
      deadline: parts.deadlineS === null ? null : spec.createdAt + parts.deadlineS * 1000,
      diskBytes: parts.diskBytes,
    },
    timezone: parts.timezone,
    oneShot: spec.oneShot,
    ...(parts.spare ? { spare: true } : {}),
  };
}
