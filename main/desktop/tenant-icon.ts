/**
 * The tenant in the task switcher: a terminal window's icon is the filled shape with the tenant's letters, as in its header,
 * so that nobody comes back to the wrong domain. macOS shows the app's icon for all windows, and the title alone tells there.
 */
import { type BrowserWindow, nativeImage } from 'electron';
import { z } from 'zod';
import type { Tenant } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { painted, WORLD } from './painted';
import { FILLS } from './tenant-colours';

/** Task switchers scale it down. px */
const ICON_PX = 64;

const Drawn = z.object({
  url: z.string().regex(/^data:image\/png;base64,[A-Za-z0-9+/=]{1,40000}$/),
});

/** The program that draws the icon with the page's canvas: main has none, and no fonts. */
export function drawing({ colour, initials }: Pick<Tenant, 'colour' | 'initials'>): string {
  const [fill, stripe = null] = FILLS[colour];
  const given = JSON.stringify({ fill, stripe, letters: visible(initials).slice(0, 8) });
  return `(${draw.toString()})(${given}, ${ICON_PX})`;
}

/** Runs in the page: all that it uses is inside it. */
function draw(
  { fill, stripe, letters }: { fill: string; stripe: string | null; letters: string },
  size: number,
): { url: string } {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) return { url: '' };
  pen.beginPath();
  pen.roundRect(2, 2, size - 4, size - 4, size / 5);
  pen.clip();
  pen.fillStyle = fill;
  pen.fillRect(0, 0, size, size);
  if (stripe !== null) {
    pen.strokeStyle = stripe;
    pen.lineWidth = size / 9;
    for (let at = -size; at < 2 * size; at += size / 3.2) {
      pen.beginPath();
      pen.moveTo(at, size);
      pen.lineTo(at + size, 0);
      pen.stroke();
    }
  }
  pen.fillStyle = '#ffffff';
  pen.font = `600 ${size * 0.46}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(letters, size / 2, size * 0.53, size * 0.84);
  return { url: canvas.toDataURL('image/png') };
}

/** Gives a window its tenant's icon once its page has painted, and again where the page is loaded anew. */
export function showTenant(window: BrowserWindow, tenant: Tenant): void {
  if (process.platform === 'darwin') return;
  const { webContents } = window;
  // Without it the window has the app's icon, and its title.
  const show = () => void icon(window, tenant).catch(() => {});
  webContents.on('did-finish-load', show);
  // It was made ahead.
  if (!webContents.isLoadingMainFrame()) show();
}

async function icon(window: BrowserWindow, tenant: Tenant): Promise<void> {
  await painted(window);
  const code = drawing(tenant);
  const drawn = await window.webContents.executeJavaScriptInIsolatedWorld(WORLD, [{ code }]);
  const image = nativeImage.createFromDataURL(Drawn.parse(drawn).url);
  if (!window.isDestroyed() && !image.isEmpty()) window.setIcon(image);
}
