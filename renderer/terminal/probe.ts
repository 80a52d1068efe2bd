/**
 * What tests look at: the exact bytes given to xterm. Only there when main adds `?probe` to the page's address, which it
 * does in test builds alone.
 */

/** Counts and hashes the bytes given to `xterm.write`. */
interface Probe {
  /** Bytes written so far. */
  readonly length: number;
  /** The sha256 of them, as hex. */
  sha256(): Promise<string>;
  /** What was sent as input so far. */
  readonly input: string;
  /** The first offset that has not come yet. */
  readonly offset: number;
  /** What the terminal holds, its scrollback too. */
  text(): string;
}

declare global {
  interface Window {
    gamguiProbe?: Probe;
  }
}

/** What the terminal tells the probe. */
export interface ProbeFeed {
  written(data: Uint8Array): void;
  typed(data: Uint8Array): void;
  at(offset: number): void;
}

async function digest(chunks: Uint8Array[], length: number): Promise<string> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Puts the probe on the window where the address asks for it; `text` reads the terminal. */
export function probe(text: () => string): ProbeFeed | null {
  if (!new URLSearchParams(window.location.search).has('probe')) return null;
  const chunks: Uint8Array[] = [];
  const state = { length: 0, input: '', offset: 0 };
  window.gamguiProbe = {
    get length() {
      return state.length;
    },
    get input() {
      return state.input;
    },
    get offset() {
      return state.offset;
    },
    sha256: () => digest(chunks, state.length),
    text,
  };
  return {
    written: (data) => {
      chunks.push(data);
      state.length += data.length;
    },
    typed: (data) => {
      state.input += new TextDecoder().decode(data);
    },
    at: (offset) => {
      state.offset = offset;
    },
  };
}
