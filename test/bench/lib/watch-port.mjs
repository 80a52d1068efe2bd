// @ts-check

/** What the benchmarks' shell prints when it is ready for a command. */
export const PROMPT = 'bench> ';

/**
 * A terminal's, in cells.
 * @typedef {{ cols: number, rows: number }} Size
 *
 * What followed a key.
 * @typedef {object} Answer
 * @property {number} ms from the key event to xterm's write callback for the prompt
 * @property {number} bytes of output between the two
 *
 * On the page as `benchWatch`; answer and shown are about the last Enter or Ctrl-C, echoes about printable keys.
 * @typedef {object} Watch
 * @property {() => Promise<Answer>} answer
 * @property {(bytes: number) => Promise<void>} shown resolves when so many bytes have been parsed
 * @property {(wanted: number) => Promise<number[]>} echoes resolves when so many keys were answered since `forget`: of
 *   each the ms from xterm's onData to its write callback
 * @property {() => void} forget begins to count echoes anew
 * @property {() => Promise<number>} prompted when the first prompt that ends like a shell's was parsed, ms since 1970
 * @property {() => Size} size
 */

/**
 * Runs in a terminal's page before its own scripts, and looks at its port from inside. An ACK is
 * sent in xterm's write callback, and at once where nothing is left to parse: so the callback of a
 * prompt is the ACK for all that has come, when all that has come ends with a prompt. Nothing that
 * was shown is kept (as GAMGUI_PROBE does), so the page's memory is what a user's is.
 * @param {string} prompt
 */
export function watchPort(prompt) {
  const bytes = new TextEncoder().encode(prompt);
  let size = { cols: 0, rows: 0 };
  let tail = new Uint8Array(0);
  let received = 0;
  let parsed = 0;
  let parsedAt = 0;
  /** Where the key came in the output, and when. */
  let key = { at: 0, from: 0 };
  let answered = true;
  /** @type {(answer: Answer) => void} */
  let tellAnswer = () => {};
  /** @type {Promise<Answer>} */
  let answer = new Promise(() => {});
  /** @type {{ at: number, tell: () => void }[]} */
  let waiting = [];
  /** The key that has no echo yet: when it was sent, and where in the output. */
  let sent = { at: 0, from: -1 };
  /** @type {number[]} */
  let echoes = [];
  let wanted = { count: Number.POSITIVE_INFINITY, tell: () => {} };
  let tellPrompted = (/** @type {number} */ _at) => {};
  /** @type {Promise<number>} */
  const prompted = new Promise((resolve) => {
    tellPrompted = resolve;
  });

  const lookForEcho = () => {
    if (sent.from === -1 || received <= sent.from || parsed < received) return;
    echoes.push(parsedAt - sent.at);
    sent = { at: 0, from: -1 };
    if (echoes.length >= wanted.count) wanted.tell();
  };

  const look = () => {
    lookForEcho();
    for (const { at, tell } of waiting) if (parsed >= at) tell();
    waiting = waiting.filter(({ at }) => parsed < at);
    if (parsed < received) return;
    // A shell's prompt ends with a dollar and a space.
    if (tail.at(-1) === 0x20 && tail.at(-2) === 0x24)
      tellPrompted(performance.timeOrigin + parsedAt);
    const isOurs =
      tail.length === bytes.length && bytes.every((byte, index) => byte === tail[index]);
    if (answered || !isOurs || received === key.from) return;
    answered = true;
    tellAnswer({ ms: parsedAt - key.at, bytes: received - key.from });
  };

  /** @param {MessageEvent} event */
  const heard = ({ data: message }) => {
    if (message.type !== 'output') return;
    received = message.offset + message.data.length;
    const last = message.data.subarray(-bytes.length);
    tail = Uint8Array.from([...tail, ...last]).slice(-bytes.length);
    look();
  };

  const { postMessage } = MessagePort.prototype;
  /** @this {MessagePort} @param {unknown[]} args */
  function watchedPost(...args) {
    const message =
      /** @type {{ type?: string, offset?: number, size?: Size, data?: Uint8Array } | null} */ (
        args[0]
      );
    size = message?.size ?? size;
    // One byte that can be printed: a key of a person who types text.
    if (message?.type === 'input' && message.data?.length === 1 && (message.data[0] ?? 0) > 0x20)
      sent = { at: performance.now(), from: received };
    if (message?.type === 'start') this.addEventListener('message', heard);
    Reflect.apply(postMessage, this, args);
    if (message?.type !== 'ack') return;
    parsed = message.offset ?? 0;
    parsedAt = performance.now();
    look();
  }
  MessagePort.prototype.postMessage = watchedPost;

  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' && !(event.ctrlKey && event.key === 'c')) return;
    key = { at: event.timeStamp, from: received };
    answered = false;
    answer = new Promise((resolve) => {
      tellAnswer = resolve;
    });
  };
  // First of all, before xterm.
  window.addEventListener('keydown', pressed, true);

  /** @type {Watch} */
  const watch = {
    size: () => size,
    answer: () => answer,
    prompted: () => prompted,
    echoes: (count) =>
      new Promise((resolve) => {
        wanted = { count, tell: () => resolve(echoes) };
        if (echoes.length >= count) resolve(echoes);
      }),
    forget: () => {
      echoes = [];
    },
    shown: (more) =>
      new Promise((resolve) => {
        waiting.push({ at: key.from + more, tell: () => resolve() });
        look();
      }),
  };
  Object.assign(window, { benchWatch: watch });
}
