// @ts-check

/**
 * A terminal window, driven as a person drives it.
 * @typedef {object} Terminal
 * @property {import('playwright').Page} page
 * @property {(line: string) => Promise<void>} enter types a line and presses Enter
 * @property {(key: string) => Promise<void>} press presses a key
 * @property {() => Promise<void>} interrupt presses Ctrl-C
 * @property {() => Promise<import('./watch-port.mjs').Answer>} answer the prompt after the last Enter or Ctrl-C
 * @property {(bytes: number) => Promise<void>} shown so many bytes were shown after it
 */

/**
 * @param {import('playwright').Page} page with `watchPort` in it
 * @returns {Terminal}
 */
export function terminalOf(page) {
  const field = page.getByRole('textbox', { name: /terminal input/i });
  const press = async (/** @type {string} */ key) => {
    await field.focus();
    await page.keyboard.press(key);
  };
  return {
    page,
    press,
    enter: async (line) => {
      await field.focus();
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    },
    interrupt: () => page.keyboard.press('Control+c'),
    answer: () => page.evaluate(() => window.benchWatch.answer()),
    shown: (bytes) => page.evaluate((wanted) => window.benchWatch.shown(wanted), bytes),
  };
}
