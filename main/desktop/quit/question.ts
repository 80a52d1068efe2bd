/** The question that a person who quits is asked, and the end of all sessions, which takes its time. */
import { dialog } from 'electron';
import type { Session, SessionId } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { toAppError } from '../../failure';
import type { SessionManager } from '../../sessions/manager';
import type { SettingsStore } from '../../settings/store';
import { askToEndAll } from '../ask-to-end';
import { goesOn } from '../tray/tray-state';
import { counted } from '../tray/tray-words';
import type { Windows } from '../windows';
import { type QuitFacts, quitWay, quitWords } from './choice';

/** What is asked about. */
export interface QuestionParts {
  readonly sessions: Pick<SessionManager, 'list' | 'waiting' | 'end'>;
  readonly settings: SettingsStore;
  readonly windows: Pick<Windows, 'home' | 'close'>;
  /** Quits, and leaves running what runs. */
  readonly leave: () => void;
}

/** One question at a time. */
export class EndOrLeave {
  readonly #parts: QuestionParts;
  #isAsking = false;
  /** How many are being ended now. */
  #ending = 0;

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  /** A person quits. */
  quit(): Promise<void> {
    return this.#once(async () => {
      if (this.#ending > 0) return this.#askToWait();
      const facts = this.#facts();
      const way = quitWay(facts);
      const answer = way === 'ask' ? await this.#ask(facts) : way;
      if (answer === 'leave') this.#parts.leave();
      if (answer === 'end') this.#end(facts.running, this.#parts.leave);
    });
  }

  /** A person ends all sessions, and goes on. */
  endAll(): Promise<void> {
    return this.#once(async () => {
      const { running } = this.#facts();
      if (running.length > 0 && (await askToEndAll(running))) this.#end(running, () => {});
    });
  }

  #facts(): QuitFacts {
    const { sessions, settings } = this.#parts;
    const running = sessions.list().filter(goesOn);
    const unsent = running.filter(({ id }) => sessions.waiting(id) > 0);
    return { running, unsent, setting: settings.get().quit };
  }

  async #ask(facts: QuitFacts): Promise<'leave' | 'end' | null> {
    const { response, checkboxChecked } = await dialog.showMessageBox({
      type: 'question',
      title: 'Quit GamGUI',
      ...quitWords(facts),
      buttons: ['Leave running', 'End all', 'Cancel'],
      checkboxLabel: 'Remember this',
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    const answer = response === 0 ? 'leave' : response === 1 ? 'end' : null;
    if (answer !== null && checkboxChecked) this.#parts.settings.set({ quit: answer });
    return answer;
  }

  async #askToWait(): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Quit GamGUI',
      message: `Still being ended: ${counted(this.#ending, 'session')}.`,
      detail: 'What is left when GamGUI quits now is ended when it starts again.',
      buttons: ['Wait', 'Quit now'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 1) this.#parts.leave();
  }

  /** Ends them all at once; Home, whose list says how far each is, is shown meanwhile. `done` is called when all are gone. */
  #end(running: readonly Session[], done: () => void): void {
    const home = this.#parts.windows.home();
    this.#ending = running.length;
    const show = () => {
      const part = this.#ending === 0 ? -1 : 1 - this.#ending / running.length;
      if (!home.isDestroyed()) home.setProgressBar(part);
    };
    show();
    const each = running.map(async (session): Promise<NotEnded[]> => {
      const why = await this.#endOne(session.id);
      this.#ending -= 1;
      show();
      return why === null ? [] : [{ session, why }];
    });
    void Promise.all(each).then((all) => {
      const left = all.flat();
      return left.length === 0 ? done() : tellLeft(left);
    });
  }

  /** Null, or why not. */
  async #endOne(id: SessionId): Promise<string | null> {
    try {
      await this.#parts.sessions.end(id);
      this.#parts.windows.close(id);
      return null;
    } catch (error) {
      return toAppError(error).message;
    }
  }

  /** Whoever asks while a question is open has asked it already. */
  async #once(question: () => Promise<void>): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await question();
    } finally {
      this.#isAsking = false;
    }
  }
}

/** A session that could not be ended, and why. */
interface NotEnded {
  readonly session: Session;
  readonly why: string;
}

/** Says what is left; nothing quits by itself then. */
async function tellLeft(left: readonly NotEnded[]): Promise<void> {
  const lines = left.map(({ session, why }) => `${visible(session.name)}: ${visible(why)}`);
  await dialog.showMessageBox({
    type: 'warning',
    title: 'GamGUI',
    message: `${counted(left.length, 'session')} could not be ended.`,
    detail: `${lines.join('\n')}\n\nGamGUI tries again when it starts. Home has them.`,
  });
}
