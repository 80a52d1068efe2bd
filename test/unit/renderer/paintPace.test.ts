import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PaintPace } from '../../../renderer/terminal/paintPace';

const FRAME = 16;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window that paints each 16 ms, and a page that asks for a frame in every frame, as xterm does in a flood. */
function setUp() {
  const frames = {
    requestAnimationFrame: (callback: FrameRequestCallback) =>
      Number(setTimeout(() => callback(Date.now()), FRAME)),
    cancelAnimationFrame: (handle: number) => clearTimeout(handle),
  };
  const pace = new PaintPace(frames, () => Date.now());
  const painted: number[] = [];
  const paint = () => {
    painted.push(Date.now());
    pace.requestAnimationFrame(paint);
  };
  pace.requestAnimationFrame(paint);
  return { pace, painted };
}

/** For so many ms, so many bytes come each 10 ms. */
async function pass(pace: PaintPace, ms: number, bytes: number): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    if (bytes > 0) pace.came(bytes);
    await vi.advanceTimersByTimeAsync(10);
  }
}

test('a window with little output is painted in every frame', async () => {
  const { pace, painted } = setUp();
  await pass(pace, 1000, 10_000);
  expect(painted.length).toBeGreaterThanOrEqual(60);
});

test('a flood is painted some twelve times a second', async () => {
  const { pace, painted } = setUp();
  await pass(pace, 200, 100_000);
  const before = painted.length;
  await pass(pace, 1000, 100_000);
  expect(painted.length - before).toBeGreaterThanOrEqual(11);
  expect(painted.length - before).toBeLessThanOrEqual(15);
});

test('what follows a flood is painted in every frame again', async () => {
  const { pace, painted } = setUp();
  await pass(pace, 1000, 100_000);
  await pass(pace, 300, 0);
  pace.came(20);
  await vi.advanceTimersByTimeAsync(2 * FRAME + 66);
  const before = painted.length;
  await pass(pace, 1000, 20);
  expect(painted.length - before).toBeGreaterThanOrEqual(60);
});

test('a frame that was asked for and is not wanted any more does not come', async () => {
  const { pace } = setUp();
  await pass(pace, 1000, 100_000);
  const unwanted = vi.fn();
  for (let n = 0; n < 8; n += 1) {
    const handle = pace.requestAnimationFrame(unwanted);
    await pass(pace, 10, 100_000);
    pace.cancelAnimationFrame(handle);
  }
  await pass(pace, 500, 0);
  expect(unwanted).not.toHaveBeenCalled();
});
