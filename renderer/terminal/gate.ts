/**
 * Tells a person's input from xterm's answers while replay is parsed. xterm parses in a timer or in the port's message
 * event, and answers (DA, DSR, DECRQM, DECRQSS, colours, focus) right there; a person's keys and pastes come in events
 * of their own. `window.event` is the event that is being handled.
 *
 * Composed text (IME) comes in a timer after its event. Replay is held back from the start of a composition until after
 * that timer, and the one chunk that xterm had before is parsed first, since timers keep their order. So a timer while
 * no chunk is being parsed is a person's.
 *
 * Reports of the mouse and of the focus are neither let through: a program asked for them that may be gone by the end of
 * the replay.
 */

const PERSONS = new Set([
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'paste',
]);

/** Whether data that xterm emits now may be sent. `event` is the type of the event being handled, if one is. */
export function maySend(
  event: string | undefined,
  replay: { readonly replaying: boolean; readonly parsingReplay: boolean },
): boolean {
  if (!replay.replaying) return true;
  if (event === undefined) return !replay.parsingReplay;
  return PERSONS.has(event);
}

/** Calls `hold` when composing starts and `release` when its text has been sent. Returns what stops it. */
export function watchComposing(element: HTMLElement, hold: () => void, release: () => void) {
  // xterm's own timer was set by the same event, deeper in the tree: ours comes after it.
  const later = () => setTimeout(release, 0);
  const key = (event: KeyboardEvent) => {
    // 229: the key went to an input method, and what it makes of it comes later.
    if (event.keyCode !== 229 || event.isComposing) return;
    hold();
    later();
  };
  element.addEventListener('compositionstart', hold);
  element.addEventListener('compositionend', later);
  element.addEventListener('keydown', key);
  return () => {
    element.removeEventListener('compositionstart', hold);
    element.removeEventListener('compositionend', later);
    element.removeEventListener('keydown', key);
  };
}
