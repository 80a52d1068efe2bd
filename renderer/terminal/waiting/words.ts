/** Keys that wait, or were not sent, in words. */
import type { ToTerminal } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { bytes, count, duration } from '../../ui/time';
import type { Back, Waiting } from '../store';

/** What is older than this when the link is back does not go by itself (main/sessions/link/terminal-input.ts). ms */
const OLD_MS = 10_000;

/** Keys as text: nothing in it acts, Enter and what cannot be seen is shown. */
export function keysText(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join('');
  return visible((text + decoder.decode()).replaceAll('\r', '⏎'));
}

/** Their text with an ellipsis where not all of it is known. */
export function waitingText({ bytes: size, data }: Waiting): string {
  return size > data.length ? `${keysText([data])}…` : keysText([data]);
}

/** "14 keystrokes"; bytes where not all of them are known. */
export function amount({ bytes: size, data }: Waiting): string {
  if (size > data.length) return bytes(size);
  const keys = [...new TextDecoder().decode(data)].length;
  return keys === 1 ? '1 keystroke' : `${count(keys)} keystrokes`;
}

/** When they go, while the link is away. */
export function whenTheyGo({ since }: Waiting, now: number): string {
  const left = since === null ? 0 : Math.ceil((since + OLD_MS - now) / 1000);
  if (left <= 0) return 'You are asked before they go.';
  return `They go by themselves if the link is back within ${left} s. After that you are asked first.`;
}

/** Whether the last of them is Enter. */
export function endsWithEnter({ bytes: size, data }: Waiting): boolean {
  return size === data.length && data.at(-1) === 0x0d;
}

/** "Back after 48 s.", and what came in. */
export function backWords({ awayMs, came }: Back): { title: string; text: string } {
  const text = came === 0 ? 'Nothing came in meanwhile.' : `${bytes(came)} came in meanwhile.`;
  return { title: `Back after ${duration(awayMs)}.`, text };
}

/** Why keys were not sent. */
export const WHY_UNSENT: Record<Extract<ToTerminal, { type: 'unsent' }>['why'], string> = {
  shell: 'The shell they were for is gone.',
  elsewhere: 'The session was opened elsewhere meanwhile.',
  ended: 'The session has ended.',
  'too-much': 'More waits already than can be kept.',
};
