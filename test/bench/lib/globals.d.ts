import type { Terminal } from '@xterm/xterm';
import type { Watch } from './watch-port.mjs';

declare global {
  interface Window {
    /** Put on a terminal's page by watch-port.mjs. */
    benchWatch: Watch;
    /** Put on an empty page by bare-xterm.mjs: xterm's build for pages, a terminal, and what is written to it. */
    Terminal: typeof Terminal;
    benchTerminal: Terminal;
    benchText: Uint8Array;
  }
}
