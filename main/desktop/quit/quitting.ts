/** Whether the app is being quit. Each way to quit comes by here, and only a person's is asked about. */
import { app, BrowserWindow, powerMonitor } from 'electron';
import { tellFailure } from '../tell-failure';

/**
 * Now and then a window never hears that it is to close, where it was just coming to the front as the app quit; Electron waits
 * for it without an end, and takes no second word to quit. It is asked again, and then not asked any more. ms
 */
const ASK_AGAIN_MS = 1_000;
const ASK_NO_MORE_MS = 4_000;

/** Made before anything else can want to quit. */
export class Quitting {
  #isDecided = false;
  #question: (() => Promise<void>) | null = null;

  constructor() {
    app.on('before-quit', (event) => {
      if (this.#isDecided || this.#question === null) {
        this.#isDecided = true;
        closeWhatIsLeft();
        return;
      }
      event.preventDefault();
      this.#question().catch(tellFailure);
    });
    // Whoever ends the process, logs out or switches the computer off is not held up, and sessions do not need the app.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => this.leave());
    app.on('browser-window-created', (_event, window) =>
      window.on('session-end', () => this.leave()),
    );
    void app.whenReady().then(() => powerMonitor.on('shutdown', () => this.leave()));
  }

  /** Whether the app is going: then windows close without a question. */
  get isDecided(): boolean {
    return this.#isDecided;
  }

  /** From now on a person who quits is asked; `question` calls `leave` where they are to. */
  askBy(question: () => Promise<void>): void {
    this.#question = question;
  }

  /** Quits without a question: what runs goes on. */
  leave(): void {
    this.#isDecided = true;
    app.quit();
  }
}

function closeWhatIsLeft(): void {
  const each = (act: (window: BrowserWindow) => void) => () => {
    for (const window of BrowserWindow.getAllWindows()) act(window);
  };
  setTimeout(
    each((window) => window.close()),
    ASK_AGAIN_MS,
  );
  setTimeout(
    each((window) => window.destroy()),
    ASK_NO_MORE_MS,
  );
}
