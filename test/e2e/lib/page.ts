/** A page of the app alone, in the app's own Electron, with a fake bridge: main is the test. */
import { test as base, expect, type Page } from '@playwright/test';
import type { FromTerminal, ToTerminal } from '../../../preload/contract';
import { fakeBridge } from '../../renderer-pages/fake.mjs';
import { scenarios } from '../../renderer-pages/scenarios.mjs';
import { startShell } from './shell';

/** A message with its bytes as text, as a test writes it: Playwright hands on JSON. */
type Told<M> = M extends { data: Uint8Array } ? Omit<M, 'data'> & { data: string } : M;

declare global {
  interface Window {
    /** Put on the page by test/renderer-pages/fake.mjs. */
    fake: {
      asked: [string, unknown][];
      heard: FromTerminal[];
      say(message: Told<ToTerminal>): void;
      connect(): void;
    };
  }
}

/** A terminal window whose main is the test. */
class TerminalPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Says something over the port. */
  say(...messages: Told<ToTerminal>[]): Promise<void> {
    return this.page.evaluate((all) => {
      for (const message of all) window.fake.say(message);
    }, messages);
  }

  /** All that the window sent as input so far. */
  input(): Promise<string> {
    return this.page.evaluate(() => {
      const decoder = new TextDecoder();
      return window.fake.heard
        .map((message) => (message.type === 'input' ? decoder.decode(message.data) : ''))
        .join('');
    });
  }

  /** The messages of a type that the window sent so far. */
  heard<T extends FromTerminal['type']>(type: T): Promise<FromTerminal[]> {
    return this.page.evaluate(
      (wanted) => window.fake.heard.filter((message) => message.type === wanted),
      type,
    );
  }

  /** Waits until output below the offset has been acknowledged, so parsed. */
  async parsed(offset: number): Promise<void> {
    const acked = async () => {
      const acks = await this.heard('ack');
      return Math.max(0, ...acks.map((ack) => (ack.type === 'ack' ? ack.offset : 0)));
    };
    await expect.poll(acked, { intervals: [20] }).toBe(offset);
  }

  /** What the terminal holds. */
  text(): Promise<string> {
    return this.page.evaluate(() => window.gamguiProbe?.text() ?? '');
  }
}

/** What a test gets. */
interface Fixtures {
  /** Opens the terminal page; `query` goes to its address, `more` is what main answers otherwise (test/renderer-pages/fake.mjs). */
  readonly open: (query?: string, more?: Record<string, unknown>) => Promise<TerminalPage>;
}

/** Playwright's `test`, with a page of its own for each test. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
  open: async ({}, use) => {
    const shell = await startShell();
    await use(async (query = '', more = {}) => {
      const page = await shell.app.firstWindow();
      const scenario = { ...scenarios(Date.now()).terminal, terminal: [], ...more };
      await page.addInitScript(fakeBridge, scenario);
      await page.goto(`${shell.origin}/terminal/index.html?probe${query}`);
      const terminal = new TerminalPage(page);
      if (more['late'] !== true)
        await expect.poll(async () => (await terminal.heard('start')).length).toBe(1);
      await page.getByRole('textbox', { name: 'Terminal input' }).focus();
      return terminal;
    });
    await shell.close();
  },
});

export { expect };
