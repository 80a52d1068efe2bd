/** Drawing by the graphics card where there is one, and by the DOM where there is none or it was lost too often. */
import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';
import { knownCard, lookForCardLater } from '../ui/card';

/** A lost context is made anew so often; then the DOM draws. */
const TRIES = 3;

/**
 * Draws an opened terminal by WebGL as long as that works, where nobody has looked yet from a few seconds later on. `force`
 * takes software GL too. `changed` is told whether WebGL draws, each time that changes.
 */
export function drawByWebgl(
  terminal: Terminal,
  force: boolean,
  changed: (webgl: boolean) => void,
): void {
  let tries = 0;
  const attach = () => {
    tries += 1;
    try {
      const addon = new WebglAddon();
      addon.onContextLoss(() => {
        addon.dispose();
        changed(false);
        if (tries < TRIES) attach();
      });
      terminal.loadAddon(addon);
      changed(true);
    } catch {
      // No context to be had: xterm goes on by the DOM, which it does without being told.
    }
  };
  const known = force || knownCard();
  if (known === null)
    lookForCardLater((found) => {
      if (found) attach();
    });
  else if (known) attach();
}
