// @ts-check

/** Keys of a line that is not longer than a terminal is wide. */
export const KEYS = 40;

/**
 * Types a line at the prompt, and takes it back.
 * @param {import('./app.mjs').BenchApp} bench
 * @returns {Promise<number[]>} of each key the ms from xterm's onData to the write callback of its echo
 */
export async function typed({ page, press, interrupt, answer }) {
  await page.bringToFront();
  await page.evaluate(() => window.benchWatch.forget());
  for (let key = 1; key <= KEYS; key += 1) {
    await press('x');
    await page.evaluate((wanted) => window.benchWatch.echoes(wanted), key);
  }
  const times = await page.evaluate((wanted) => window.benchWatch.echoes(wanted), KEYS);
  await interrupt();
  await answer();
  return times;
}
