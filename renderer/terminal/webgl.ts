/** Drawing by the graphics card where there is one, and by the DOM where there is none or it was lost too often. */
import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/** A lost context is made anew so often; then the DOM draws. */
const TRIES = 3;

/** Software GL is slower than the DOM: this asks for a context only a card can give. */
function hasCard(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  // A page may have only so many contexts: https://github.com/xtermjs/xterm.js/issues/6068
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** Draws an opened terminal by WebGL as long as that works. `force` takes software GL too. */
export function drawByWebgl(terminal: Terminal, force: boolean): void {
  if (!force && !hasCard()) return;
  let tries = 0;
  const attach = () => {
    tries += 1;
    try {
      const addon = new WebglAddon();
      addon.onContextLoss(() => {
        addon.dispose();
        if (tries < TRIES) attach();
      });
      terminal.loadAddon(addon);
    } catch {
      // No context to be had: xterm goes on by the DOM, which it does without being told.
    }
  };
  attach();
}
