/** What a session image promises (agent/Containerfile): its agent finds the container's session by itself. */
import type { AgentProgram } from './backend';

/** Paths in the container. */
export const IMAGE = {
  /** Runs the agent's programs, whichever Python has GAM there. */
  agent: '/usr/local/bin/gamgui-agent',
  /** The socket's folder and secrets, in memory; as short as a socket's path must be. */
  run: '/run/gamgui/s',
  /** What GAM reads and writes of a tenant's credentials, in memory. */
  keys: '/run/gamgui/keys',
  /** Where a tenant's Secret is mounted. */
  secret: '/run/gamgui-secret',
} as const;

/** The command that runs one of the agent's programs for the container's session. */
export function agentCommand(program: AgentProgram | 'host'): string[] {
  return [IMAGE.agent, program];
}
