/** What the command palette finds: sessions, acts and settings. Pure. */
import type { Session, SessionId } from '../../../preload/contract';
import { ACTS, Act, meet } from '../../../preload/shortcuts';
import { visible } from '../../../preload/visible';
import { freshOrder, inOrder } from '../session/order';

/** What an entry stands for. */
export type Target =
  | { readonly kind: 'session'; readonly id: SessionId }
  | { readonly kind: 'act'; readonly act: Act }
  | { readonly kind: 'setting'; readonly label: string };

/** One entry. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Smaller, behind the label. */
  readonly detail: string;
  /** The act whose key does the same; null: there is none. */
  readonly act: Act | null;
  readonly target: Target;
}

/** The acts of a window. The palette does not find itself, nor what is in it by another name. */
export function actEntries(window: 'home' | 'terminal'): readonly Entry[] {
  const there = ACTS.filter(({ scope }) => meet(scope, window) && scope !== 'home');
  return there
    .filter(({ act }) => act !== 'palette' && !act.startsWith('session-') && !act.endsWith('-pane'))
    .map(({ act, label }) => ({
      id: `act ${act}`,
      label,
      detail: '',
      act,
      target: { kind: 'act', act },
    }));
}

/** The sessions that run, in Home's order, with the keys 1 to 9 of the first. */
export function sessionEntries(sessions: readonly Session[]): readonly Entry[] {
  return inOrder(freshOrder(sessions).running, sessions).map((session, at) => ({
    id: `session ${session.id}`,
    label: visible(session.name),
    detail: `${visible(session.tenant.name)}, ${visible(session.place.title)}`,
    act: Act.safeParse(`session-${at + 1}`).data ?? null,
    target: { kind: 'session', id: session.id },
  }));
}

/** The settings, by what they are called on their page. */
export function settingEntries(labels: readonly string[]): readonly Entry[] {
  return labels.map((label) => ({
    id: `setting ${label}`,
    label,
    detail: '',
    act: null,
    target: { kind: 'setting', label },
  }));
}

/** Whether all words that were typed are in a text. */
export function hasWords(text: string, typed: string): boolean {
  const found = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word));
}
