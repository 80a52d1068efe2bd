/** Reads and types in a terminal window as a person does: the text on its screen, real key events. */
import { expect, type Page } from '@playwright/test';

/** The whole text of the terminal, its scrollback too, a line a row. */
export function screenOf(page: Page): Promise<string> {
  return page.evaluate(() => window.gamguiProbe?.text() ?? '');
}

/** Waits until the terminal's text matches, for `timeout` ms where the usual is not enough. */
export async function waitForScreen(
  page: Page,
  pattern: RegExp,
  { timeout }: { readonly timeout?: number } = {},
): Promise<void> {
  const more = timeout === undefined ? {} : { timeout };
  await expect
    .poll(() => screenOf(page), { message: `the screen shows ${pattern}`, ...more })
    .toMatch(pattern);
}

/** Types a line and presses Enter, key by key. */
export async function typeLine(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: /terminal input/i }).focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}
