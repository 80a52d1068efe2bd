/** The terminal's font. */

/** As many families as anyone needs, each a name and nothing else. */
const MAX = 8;

/**
 * A family list a person typed, as CSS, before the platform's own: each name quoted, so that nothing in it can end the
 * declaration; empty is the platform's.
 */
export function fontStack(typed: string, usual: string): string {
  const names = typed
    .split(',')
    .map((name) => name.replace(/[^\p{L}\p{N} ._+-]/gu, '').trim())
    .filter((name) => name !== '')
    .slice(0, MAX)
    .map((name) => `"${name}"`);
  return [...names, usual].join(', ');
}

/** Rows are 19 px at 13 px, and in proportion at other sizes. */
const ROW = 19 / 13;

/**
 * xterm's `lineHeight`, a multiple of the font's own height, for rows of the design's height.
 * `measured` is that height in px, as xterm measures it.
 */
export function lineHeight(fontSize: number, measured: number): number {
  const wanted = Math.round(fontSize * ROW);
  // xterm rounds down: without the hair's breadth 19 may become 18.
  return measured <= 0 ? 1 : Math.max(1, (wanted + 0.01) / measured);
}

/** A font's own size in px, as xterm measures it. */
export function measureFont(fontSize: number, family: string): { width: number; height: number } {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return { width: 0, height: 0 };
  context.font = `${fontSize}px ${family}`;
  const box = context.measureText('W');
  return { width: box.width, height: box.fontBoundingBoxAscent + box.fontBoundingBoxDescent };
}

/** Below this nobody sees a letter. px */
const LEAST_SIZE = 4;

/**
 * The largest font size, in px and at most `most`, at which so many cells fit into the room, in px. `widthAt` measures a
 * letter at a size.
 */
export function sizeThatFits(
  cells: { readonly cols: number; readonly rows: number },
  room: { readonly width: number; readonly height: number },
  most: number,
  widthAt: (fontSize: number) => number,
): number {
  const fits = (size: number) =>
    cells.cols * widthAt(size) <= room.width && cells.rows * Math.round(size * ROW) <= room.height;
  let size = most;
  while (size > LEAST_SIZE && !fits(size)) size -= 1;
  return size;
}

/**
 * xterm's `letterSpacing`, in device pixels. WebGL rounds the width of a cell down, which crowds letters by up to a
 * pixel; a letter that is nearly a pixel wider gets it back. The DOM keeps fractions and needs none.
 */
export function letterSpacing(width: number, ratio: number, webgl: boolean): number {
  const pixels = width * ratio;
  return webgl ? Math.round(pixels) - Math.floor(pixels) : 0;
}
