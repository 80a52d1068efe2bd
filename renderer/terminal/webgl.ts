/** Drawing by the graphics card where there is one, and by the DOM where there is none or it was lost too often. */
import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/** A lost context is made anew so often; then the DOM draws. */
const TRIES = 3;

/** WebGL by software is slower than the DOM. Chromium does not always call it a performance caveat, so its name is asked. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|basic render/i;

function hasCard(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (context === null) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = info === null ? '' : String(context.getParameter(info.UNMASKED_RENDERER_WEBGL));
  // A page may have only so many contexts: https://github.com/xtermjs/xterm.js/issues/6068
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(name);
}

/**
 * Draws an opened terminal by WebGL as long as that works. `force` takes software GL too. `changed` is told whether
 * WebGL draws, each time that changes.
 */
export function drawByWebgl(
  terminal: Terminal,
  force: boolean,
  changed: (webgl: boolean) => void,
): void {
  if (!force && !hasCard()) return;
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
  attach();
}
