/** One short conversation with a session's agent: what it says of itself, and how far it is. */
import { Failure } from '../../failure';
import { full, helloBasics, type Parts } from '../../sessions/link/connect';
import { type Closed, Conversation } from '../../sessions/link/conversation';
import type { Snapshot, Welcome } from '../../sessions/wire/messages';

/** What was learned. */
export interface Meeting {
  readonly agent: string;
  readonly protocol: number;
  /** Null: not known. */
  readonly gam: string | null;
  readonly snapshot: Snapshot;
  /** From sending a PING to its PONG, ms. */
  readonly latencyMs: number;
  /** How long it took until the agent said its first word, ms. */
  readonly enteredMs: number;
}

/** Only events are asked for, so this bounds nothing. */
const WINDOW = 65_536;

/** Watches for a moment, and takes nothing from whoever has the terminal. @throws Failure */
export async function meet(parts: Parts, signal: AbortSignal): Promise<Meeting> {
  const all = full(parts);
  const since = performance.now();
  const exec = await all.connect('attach');
  const hello = {
    ...helloBasics(all),
    role: 'watch',
    output: false,
    from: null,
    tail: 0,
    window: WINDOW,
  } as const;
  let conversation: Conversation | null = null;
  try {
    return await new Promise<Meeting>((resolve, reject) => {
      let said: { welcome: WatchWelcome; enteredMs: number } | null = null;
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      const heard = {
        welcomed(welcome: Welcome) {
          if (welcome.role !== 'watch') return reject(strange());
          said = { welcome, enteredMs: Math.round(performance.now() - since) };
          conversation?.probe();
        },
        latency(ms: number) {
          if (said === null) return;
          const { welcome, enteredMs } = said;
          const { agent, protocol, gam = null, snapshot } = welcome;
          resolve({ agent, protocol, gam, snapshot, latencyMs: ms, enteredMs });
        },
        closed: (why: Closed) => reject(closedFailure(why)),
        frame() {},
        chunk() {},
        drained() {},
      };
      conversation = new Conversation(exec, hello, heard, all.clock);
    });
  } finally {
    await talk(conversation)?.close('closing');
    exec.close();
  }
}

type WatchWelcome = Extract<Welcome, { role: 'watch' }>;

/** What a closure has set is not known to the compiler. */
function talk(conversation: Conversation | null): Conversation | null {
  return conversation;
}

function strange(): Failure {
  return new Failure(
    'bad-reply',
    'The agent answered something else than was asked.',
    'Make a new session.',
  );
}

function closedFailure(why: Closed): Failure {
  const fix = 'Check again. If it stays so, end the session and make a new one.';
  const message = `The agent did not answer: ${closedWords(why)}.`;
  return new Failure('no-agent', message, fix);
}

function closedWords(why: Closed): string {
  switch (why.kind) {
    case 'bye':
      return `it said goodbye (${why.bye.reason})`;
    case 'error':
      return why.error.message;
    case 'bad-frame':
      return why.message;
    case 'silent':
      return 'nothing was heard of it';
    case 'cut':
      return why.message || 'the connection was cut';
  }
}
