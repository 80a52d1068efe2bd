/** What a window says of its session's end: what happened, why, and what of it is left. Pure. */
import {
  type End,
  type Left,
  type NearEnd,
  type Restart,
  type Session,
  type SessionSize,
  type Sizes,
  VERY_NEAR_MS,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { largerSize, memoryWords, SIZE_NAMES } from '../../ui/session/choice';
import { clock } from '../../ui/time';
import { exitWords, namesWords, nearWords, sentence } from '../../ui/words';

/** A sentence in bold, and what explains it. */
export interface Told {
  readonly title: string;
  readonly text: string;
}

function shellWords({ exit }: End): string {
  if (exit === null) return 'its shell ended';
  return 'code' in exit
    ? `its shell exited (${exitWords(exit)})`
    : `its shell was ended by ${exitWords(exit)}`;
}

/** The size that has more memory, or null: there is none, or the place has no sizes. */
export function sizeAfter({ backend, size }: Pick<Session, 'backend' | 'size'>) {
  return backend === 'local' ? null : largerSize(size);
}

/** What the button for a new session says; `larger`: where it is to have more memory. */
export function againWords(larger: SessionSize | null, sizes: Sizes): string {
  return larger === null
    ? 'New session…'
    : `New session with ${memoryWords(sizes[larger].memory)}…`;
}

/** How much memory was too little, and which size has more. */
function memoryText({ backend, size }: Pick<Session, 'backend' | 'size'>, sizes: Sizes): string {
  if (backend === 'local') return 'This computer had no more.';
  const larger = sizeAfter({ backend, size });
  const advice =
    larger === null
      ? 'There is no larger size: run it in parts.'
      : `Choose ${SIZE_NAMES[larger]} next time, which has ${memoryWords(sizes[larger].memory)}.`;
  return `Its limit is ${memoryWords(sizes[size].memory)}, and GAM holds a whole list in memory until it is done. ${advice}`;
}

/** What happened to a session that has ended. */
export function endTold(end: End, session: Pick<Session, 'backend' | 'size'>, sizes: Sizes): Told {
  const text = sentence(end.detail);
  switch (end.cause) {
    case 'asked':
      return { title: 'The session was ended with GamGUI.', text };
    case 'shell':
      return { title: `The session ended: ${shellWords(end)}.`, text };
    case 'idle':
      return { title: 'The session ended: nothing happened in it for its idle time.', text };
    case 'life':
      return { title: 'The session ended: its time was up, and nothing ran.', text };
    case 'deadline':
      return {
        title: 'The session ended: Kubernetes ends each pod at this age, whatever runs.',
        text,
      };
    case 'out-of-memory':
      return { title: 'The session ran out of memory.', text: memoryText(session, sizes) };
    case 'evicted':
      return { title: 'The session was put out by its node.', text };
    case 'node-lost':
      return { title: 'The session’s node is lost.', text };
    case 'removed':
      return { title: 'The session was removed by something other than GamGUI.', text };
    case 'stopped':
      return { title: 'The session was stopped from outside GamGUI.', text };
    case 'switched-off':
      return { title: 'The computer was switched off or restarted, and the session ended.', text };
    case 'crashed':
    case 'unknown':
      return { title: `The session ended: ${visible(end.reason)}`.replace(/\.?$/, '.'), text };
  }
}

const RESTARTS: Record<Restart['reason'], (at: string) => string> = {
  'out-of-memory': (at) => `The session ran out of memory at ${at} and was started again.`,
  killed: (at) => `The session was killed at ${at} and was started again.`,
  unknown: (at) => `The session was started again at ${at}.`,
};

/** What happened to a session that was started again, and what it means. */
export function restartTold(
  { reason, at }: Restart,
  session: Pick<Session, 'backend' | 'size'>,
  sizes: Sizes,
): Told {
  const text = 'What ran in it has ended; its files and what it printed are there.';
  const more = reason === 'out-of-memory' ? ` ${memoryText(session, sizes)}` : '';
  return { title: RESTARTS[reason](clock(at)), text: text + more };
}

/** One line of what is left; `kept` false: it is lost. */
export interface Line {
  readonly kept: boolean;
  readonly text: string;
}

/** What is left of its files. Null: it is off the list, and everything of it was deleted. */
export function leftLines(left: Left | null): Line[] {
  if (left === null) return [{ kept: false, text: 'Its files were deleted.' }];
  const { files, again, missing, saved } = left;
  const kept = (names: readonly string[], end: string): Line[] =>
    names.length === 0 ? [] : [{ kept: true, text: `${namesWords(names)} ${end}` }];
  const be = (names: readonly string[], one: string, more: string) =>
    names.length === 1 ? one : more;
  const took = kept(saved, `${be(saved, 'was', 'were')} saved to this computer.`);
  if (files.kind === 'here')
    return again.length === 0
      ? took
      : [{ kept: true, text: `Its files are on this computer: ${namesWords(again)}.` }, ...took];
  const sent = kept(again, `${be(again, 'is', 'are')} on this computer and can be sent again.`);
  const lost = missing.length === 0 ? [] : [{ kept: false, text: lostWords(missing) }];
  return [...took, ...sent, ...lost, restOf(left)];
}

function lostWords(missing: readonly string[]): string {
  const where = missing.length === 1 ? 'is not where it was' : 'are not where they were';
  return `${namesWords(missing)} ${where} on this computer any more.`;
}

function restOf({ files, again, saved }: Left): Line {
  if (files.kind === 'volume')
    return {
      kept: true,
      text: `Its folder is on the volume ${visible(files.claim)}, until the session is removed from the list.`,
    };
  return again.length + saved.length === 0
    ? { kept: false, text: 'Its files are lost with it: none was sent or saved from here.' }
    : { kept: false, text: 'What else was in its folder is lost with it.' };
}

/** What a window says of an end that is near. `isLocal`: files outlive the session. */
export function nearTold(near: NearEnd, isLocal: boolean, now: number): Told {
  const { why, at } = near;
  const lost = isLocal ? '' : ' Its files go with it: save what you need.';
  if (why === 'deadline')
    return {
      title: `Kubernetes ends the session ${nearWords(at, now)}, at ${clock(at)}, whatever runs.`,
      text: `That cannot be moved.${lost}`,
    };
  if (at <= now)
    return {
      title: `The session’s time was up at ${clock(at)}.`,
      text: 'What runs goes on. It ends ten minutes after that.',
    };
  const reason = why === 'idle' ? 'nothing happens in it' : 'its time is up then';
  const keep = why === 'idle' ? 'Any key keeps it.' : 'What runs is not ended by that.';
  return {
    title: `The session ends ${nearWords(at, now)}, at ${clock(at)}: ${reason}.`,
    text: keep + lost,
  };
}

/** Whether it is announced for the second time. */
export function isVeryNear({ at }: NearEnd, now: number): boolean {
  return at - now <= VERY_NEAR_MS;
}
