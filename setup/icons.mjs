// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { root } from './lib/paths.mjs';

// Draws the app's icon and those of the tray from their SVG files: the PNG files are kept, so that nobody needs this to build.

const TRAY = join(root, 'main', 'desktop', 'tray', 'icons');
/** Pixels: 16 for Windows and macOS, 24 for Linux's panels, each also for dense screens. */
const SIZES = [16, 24, 32, 48];
/** What is black in a drawing is drawn in the colour of the panel's own letters. */
const COLOURS = { black: '#000', white: '#fff' };

/**
 * @param {string} svg
 * @param {number} size in pixels
 */
function png(svg, size) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

for (const name of ['idle', 'working', 'attention']) {
  const svg = readFileSync(join(TRAY, `${name}.svg`), 'utf8');
  for (const [colour, value] of Object.entries(COLOURS))
    for (const size of SIZES)
      writeFileSync(
        join(TRAY, `${name}-${colour}-${size}.png`),
        png(svg.replaceAll('#000', value), size),
      );
}

const icon = readFileSync(join(root, 'build', 'icon.svg'), 'utf8');
writeFileSync(join(root, 'build', 'icon.png'), png(icon, 512));
writeFileSync(join(root, 'main', 'desktop', 'icon.png'), png(icon, 128));
