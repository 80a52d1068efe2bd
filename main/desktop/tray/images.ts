/** The pictures of the tray's icon, drawn by setup/icons.mjs, in the colour of the desktop's panel. */
import { type NativeImage, nativeImage, nativeTheme } from 'electron';
import type { TenantColour } from '../../../preload/contract';
import { BADGE_PX, badgePixels } from './badge';
import type { TrayIcon } from './tray-state';

const PICTURES: Readonly<Record<string, string>> = import.meta.glob('./icons/*.png', {
  eager: true,
  import: 'default',
  query: '?inline',
});

/** Linux's panels are taller than the others' trays. Pixels */
const SIZE = process.platform === 'linux' ? 24 : 16;

/** Whether the panel is dark, as far as it can be known. The theme of the app says nothing of it. */
export class PanelColour {
  #isDark = nativeTheme.shouldUseDarkColors;

  /** As it is now; what the desktop has can be read only while the app goes by it. */
  isDark(): boolean {
    const { themeSource, shouldUseDarkColors } = nativeTheme;
    // The panel of GNOME is black in both its styles.
    if (/\bGNOME\b/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '')) return true;
    if (themeSource === 'system') this.#isDark = shouldUseDarkColors;
    // Windows has a style of its own for the task bar; the oldest Electron that is supported cannot tell.
    const bar: boolean | undefined = nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
    return process.platform === 'win32' ? (bar ?? this.#isDark) : this.#isDark;
  }
}

function picture(icon: TrayIcon, colour: 'black' | 'white', size: number): Buffer {
  const url = PICTURES[`./icons/${icon}-${colour}-${size}.png`] ?? '';
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** The icon for a panel that is dark or not. macOS colours it by itself. */
export function trayImage(icon: TrayIcon, isDark: boolean): NativeImage {
  const isMac = process.platform === 'darwin';
  const colour = isDark && !isMac ? 'white' : 'black';
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const buffer = picture(icon, colour, SIZE * scaleFactor);
    image.addRepresentation({ scaleFactor, buffer });
  }
  if (isMac) image.setTemplateImage(true);
  return image;
}

/** Those that were drawn: a menu is made anew at each change, with a badge in each of its entries. */
const badges = new Map<TenantColour, NativeImage>();

/** A tenant's badge, for menus on any screen. */
export function badgeImage(colour: TenantColour): NativeImage {
  const image = badges.get(colour) ?? drawBadge(colour);
  badges.set(colour, image);
  return image;
}

function drawBadge(colour: TenantColour): NativeImage {
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const side = BADGE_PX * scaleFactor;
    const buffer = badgePixels(colour, side);
    image.addRepresentation({ scaleFactor, width: side, height: side, buffer });
  }
  return image;
}
