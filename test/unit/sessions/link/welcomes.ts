/** WELCOMEs of a host that does not matter much. */
import type { Snapshot, Welcome } from '../../../../main/sessions/wire/messages';

export const SNAPSHOT: Snapshot = {
  seq: 1,
  size: { cols: 80, rows: 24 },
  generation: 1,
  shell: null,
  owner: null,
  jobs: [],
  life: { endsAt: null, idleEndsAt: null, deadline: null },
  usage: { cpu: null, memory: null, memoryLimit: null },
  disk: { used: 0, limit: 0 },
  restarts: { count: 0, reason: null },
};

const ALIKE = { protocol: 1, capabilities: [], agent: '1.0.0', session: 's1abc', now: 1 };

type TerminalWelcome = Extract<Welcome, { role: 'terminal' }>;

export function terminalWelcome(more: Partial<TerminalWelcome> = {}): TerminalWelcome {
  const output = { start: 0, end: 0, from: 0 };
  const alike = { ...ALIKE, snapshot: SNAPSHOT, output };
  return { ...alike, role: 'terminal', generation: 1, epoch: 1, taken: 0, ...more };
}

type WatchWelcome = Extract<Welcome, { role: 'watch' }>;

export function watchWelcome(more: Partial<WatchWelcome> = {}): WatchWelcome {
  return { ...ALIKE, snapshot: SNAPSHOT, role: 'watch', ...more };
}
