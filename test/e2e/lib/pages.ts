/** The states of the windows that there are pictures of, each in a window of the app's own Electron, with main stood in for. */
import type { Page } from '@playwright/test';
import { fakeBridge } from '../../renderer-pages/fake.mjs';
import { scenarios } from '../../renderer-pages/scenarios.mjs';
import { STEPS } from '../../renderer-pages/steps.mjs';
import { type Shell, startShell } from './shell';

const SIZES = { home: { width: 1100, height: 720 }, terminal: { width: 1000, height: 640 } };

/** A window's page, the part of it that is shown, and what main answers there. */
interface Scenario {
  readonly page: string;
  readonly part?: string;
}

/** Opens them by name. */
export class Pages {
  readonly #shell: Shell;

  private constructor(shell: Shell) {
    this.#shell = shell;
  }

  static async start(): Promise<Pages> {
    return new Pages(await startShell());
  }

  close(): Promise<void> {
    return this.#shell.close();
  }

  /** A state by its name, with all that a person does to come to it. @throws there is none of that name */
  async open(name: string): Promise<Page> {
    const [base, act] = STEPS[name] ?? [name, async () => undefined];
    const page = await this.begin(base);
    await act(page);
    return page;
  }

  /** A scenario's page, as it is before anyone has done a thing. @throws there is none of that name */
  async begin(name: string): Promise<Page> {
    const all: Record<string, Scenario> = scenarios(Date.now());
    const scenario = all[name];
    if (scenario === undefined) throw new Error(`there is no scenario ${name}`);
    const page = await this.#window(scenario.page === 'home' ? SIZES.home : SIZES.terminal);
    await page.addInitScript(fakeBridge, scenario);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const part = scenario.part === undefined ? '' : `#${scenario.part}`;
    await page.goto(`${this.#shell.origin}/${scenario.page}/index.html${part}`);
    await page.getByRole('main').waitFor();
    return page;
  }

  async #window(size: { width: number; height: number }): Promise<Page> {
    const make = this.#shell.app.evaluate(async ({ BrowserWindow }, sizes) => {
      const webPreferences = { sandbox: true, backgroundThrottling: false };
      await new BrowserWindow({ ...sizes, webPreferences }).loadURL('about:blank');
    }, size);
    const [page] = await Promise.all([this.#shell.app.waitForEvent('window'), make]);
    return page;
  }
}
