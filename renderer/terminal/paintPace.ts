/**
 * While output pours in, the window is painted less often. Nobody reads lines that fast, and without a graphics card a frame
 * costs more than parsing all that is in it. (iTerm2 does so too: https://iterm2.com/documentation-preferences-general.html,
 * "Maximize throughput".) xterm has no such setting; it asks for every frame by `window.requestAnimationFrame`.
 */

/** Output pours in while so many bytes come in such a time. ms */
const FLOOD_BYTES = 262_144;
const SPAN_MS = 100;

/** A frame for so long, while it does. ms */
const FRAME_MS = 66;

/** What it needs of a window. */
export interface Frames {
  requestAnimationFrame(callback: FrameRequestCallback): number;
  cancelAnimationFrame(handle: number): void;
}

/** Stands before a window's frames. */
export class PaintPace implements Frames {
  readonly #frames: Frames;
  readonly #now: () => number;
  #flooding = false;
  #bytes = 0;
  #since = 0;
  #painted = 0;
  #last = 0;
  /** By the handle given out: what ends the wait, or the window's own handle. */
  readonly #asked = new Map<number, () => void>();

  constructor(frames: Frames, now: () => number) {
    this.#frames = frames;
    this.#now = now;
  }

  /** So many bytes came. */
  came(bytes: number): void {
    const now = this.#now();
    const passed = now - this.#since;
    if (passed >= SPAN_MS) {
      this.#flooding = this.#bytes >= FLOOD_BYTES && passed < 2 * SPAN_MS;
      this.#since = now;
      this.#bytes = 0;
    }
    this.#bytes += bytes;
  }

  requestAnimationFrame(callback: FrameRequestCallback): number {
    this.#last += 1;
    const handle = this.#last;
    const wait = this.#flooding ? this.#painted + FRAME_MS - this.#now() : 0;
    if (wait <= 0) this.#ask(handle, callback);
    else {
      const timer = setTimeout(() => this.#ask(handle, callback), wait);
      this.#asked.set(handle, () => clearTimeout(timer));
    }
    return handle;
  }

  cancelAnimationFrame(handle: number): void {
    this.#asked.get(handle)?.();
    this.#asked.delete(handle);
  }

  #ask(handle: number, callback: FrameRequestCallback): void {
    const own = this.#frames.requestAnimationFrame((time) => {
      this.#asked.delete(handle);
      this.#painted = this.#now();
      callback(time);
    });
    this.#asked.set(handle, () => this.#frames.cancelAnimationFrame(own));
  }
}

/** Puts a pace before the frames of this window, and returns what is to be told of output: how many bytes came. */
export function pacePaints(): (bytes: number) => void {
  const request = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const own = { requestAnimationFrame: request, cancelAnimationFrame: cancel };
  const pace = new PaintPace(own, () => performance.now());
  window.requestAnimationFrame = (callback) => pace.requestAnimationFrame(callback);
  window.cancelAnimationFrame = (handle) => pace.cancelAnimationFrame(handle);
  return (bytes) => pace.came(bytes);
}
