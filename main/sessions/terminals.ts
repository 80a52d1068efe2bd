/** The terminal links of this process's windows. */
import type { End, LinkState, ToTerminal } from '../../preload/contract';
import type { Parts } from './link/connect';
import { TerminalLink, type TerminalMeeting, type TerminalParts } from './link/terminal-link';
import type { ManagedSession } from './session';

/** A link that tells its session when it comes and goes. */
class ManagedTerminal extends TerminalLink {
  readonly #closed: () => void;

  constructor(parts: TerminalParts, closed: () => void) {
    super(parts);
    this.#closed = closed;
  }

  override async close(): Promise<void> {
    this.#closed();
    await super.close();
  }
}

/** The session answers, whoever holds its terminal. */
const LINKED: ReadonlySet<LinkState['kind']> = new Set(['live', 'elsewhere', 'watching']);

/** What a link's state means to its session. */
function tell(session: ManagedSession, message: ToTerminal): void {
  if (message.type !== 'link') return;
  const { state } = message;
  if (LINKED.has(state.kind)) session.apply({ type: 'linked' });
  if (state.kind === 'reconnecting') session.apply({ ...state, type: 'lost', signIn: false });
  if (state.kind === 'sign-in-again')
    session.apply({ ...state, type: 'lost', nextTryAt: null, signIn: true, offline: false });
}

/** Opens links, and tells them when their session is over. */
export class Terminals {
  readonly #parts: (session: ManagedSession) => Parts;
  readonly #open = new Map<ManagedSession, Set<TerminalLink>>();

  /** `parts` is the way to a session's agent. */
  constructor(parts: (session: ManagedSession) => Parts) {
    this.#parts = parts;
  }

  /** A link for one window; it is counted until it is closed. */
  open(
    session: ManagedSession,
    meeting: TerminalMeeting,
    heard: (message: ToTerminal) => void,
  ): TerminalLink {
    const links = this.#open.get(session) ?? new Set();
    this.#open.set(session, links);
    const parts: TerminalParts = {
      ...this.#parts(session),
      ...meeting,
      heard: (message) => {
        tell(session, message);
        heard(message);
      },
    };
    const link: TerminalLink = new ManagedTerminal(parts, () => {
      if (links.delete(link)) session.apply({ type: 'closed' });
    });
    links.add(link);
    session.apply({ type: 'opened' });
    return link;
  }

  /** Bytes that were typed in a session's windows and have not been sent. */
  waiting(session: ManagedSession): number {
    const links = [...(this.#open.get(session) ?? [])];
    return links.reduce((sum, link) => sum + link.waiting, 0);
  }

  /** Tries the lost ones again now. */
  retry(): void {
    for (const links of this.#open.values()) for (const link of links) link.retryLost();
  }

  /** Its place says that the session has ended: windows that wait for it are told. */
  endedAway(session: ManagedSession, end: End): void {
    for (const link of this.#open.get(session) ?? []) link.endedAway(end);
  }

  /** The session is gone: its windows are told why instead of trying to reach it. */
  ended(session: ManagedSession, end: End): void {
    for (const link of this.#open.get(session) ?? []) link.ended(end);
    this.#open.delete(session);
  }
}
