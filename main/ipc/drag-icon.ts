/** What the pointer carries: a sheet of paper. A drag without an icon is refused on macOS. */
import { type NativeImage, nativeImage } from 'electron';

const SIZE = { width: 24, height: 30 };
/** Blue, green, red, opacity. */
const EDGE = [0x8b, 0x82, 0x75, 0xff];
const PAPER = [0xff, 0xff, 0xff, 0xff];

/** Always the same. */
export function dragIcon(): NativeImage {
  const { width, height } = SIZE;
  const isEdge = (x: number, y: number) =>
    x === 0 || y === 0 || x === width - 1 || y === height - 1;
  const pixels = Array.from({ length: width * height }, (_, at) =>
    isEdge(at % width, Math.floor(at / width)) ? EDGE : PAPER,
  );
  return nativeImage.createFromBitmap(Buffer.from(pixels.flat()), SIZE);
}
