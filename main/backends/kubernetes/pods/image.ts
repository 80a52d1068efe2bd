/** What a session image promises: where things are in it (agent/Containerfile). */
import type { AgentProgram } from '../../backend';

/** Paths in the container. */
export const IMAGE = {
  /** The Python that has GAM; it runs the agent too. */
  python: '/opt/gamgui/venv/bin/python',
  agent: '/opt/gamgui/agent',
  /** The session's folder: below the volume, which itself belongs to the node. */
  folder: '/session/s',
  /** The socket's folder and secrets, in memory; as short as a socket's path must be. */
  run: '/run/gamgui/s',
} as const;

/** The command that runs one of the agent's programs for the container's session. */
export function agentCommand(program: AgentProgram | 'host'): string[] {
  return [IMAGE.python, '-I', IMAGE.agent, program, '--dir', IMAGE.folder];
}
