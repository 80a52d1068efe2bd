/** What may not grow, however often a window attaches and detaches. Pure. */

/** What all that takes part uses, when no window is attached. Sizes are bytes. */
export interface Measure {
  /** How often a window had attached and detached. */
  readonly times: number;
  /** The app's main process. `heap`: what its objects need, after a garbage collection. */
  readonly main: { readonly descriptors: number; readonly memory: number; readonly heap: number };
  /** The session's own: its host, shell, and whatever programs of the agent there still are. */
  readonly session: {
    readonly processes: number;
    readonly descriptors: number;
    readonly memory: number;
  };
  /** The place's: of a cluster its API server, kubelet and containerd; of this computer none. */
  readonly place: { readonly processes: number; readonly descriptors: number };
  /** All of the session's journal on disk. */
  readonly journal: number;
}

const MiB = 1_048_576;

/**
 * By how much each may be more than when the first windows had come and gone. Not one descriptor or process for each window,
 * and of memory what allocators keep; a cluster's components open and close connections of their own meanwhile.
 */
const MORE = {
  mainDescriptors: 8,
  mainHeap: 8 * MiB,
  mainMemory: 96 * MiB,
  sessionProcesses: 0,
  sessionDescriptors: 4,
  sessionMemory: 8 * MiB,
  placeProcesses: 0,
  placeDescriptors: 40,
};
/** The journal's cap (agent/gamgui_agent/config.py), and what its files have beside the bytes. */
const JOURNAL = 256 * MiB + 8 * MiB;

/** What has grown beyond its bound, in words; empty: nothing. */
export function whatGrew(first: Measure, last: Measure): string[] {
  const rows: [name: string, before: number, now: number, more: number][] = [
    ['descriptors of main', first.main.descriptors, last.main.descriptors, MORE.mainDescriptors],
    ['heap of main', first.main.heap, last.main.heap, MORE.mainHeap],
    ['memory of main', first.main.memory, last.main.memory, MORE.mainMemory],
    [
      'processes of the session',
      first.session.processes,
      last.session.processes,
      MORE.sessionProcesses,
    ],
    [
      'descriptors of the session',
      first.session.descriptors,
      last.session.descriptors,
      MORE.sessionDescriptors,
    ],
    ['memory of the session', first.session.memory, last.session.memory, MORE.sessionMemory],
    ['processes of the place', first.place.processes, last.place.processes, MORE.placeProcesses],
    [
      'descriptors of the place',
      first.place.descriptors,
      last.place.descriptors,
      MORE.placeDescriptors,
    ],
    ['the journal', 0, last.journal, JOURNAL],
  ];
  return rows
    .filter(([, before, now, more]) => now > before + more)
    .map(([name, before, now, more]) => `${name}: ${now}, at most ${before + more}`);
}
