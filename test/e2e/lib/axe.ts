/** Asks axe what is wrong with a page for people who do not see it well, hear it read, or have no mouse. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What programs print in the terminal is theirs; the app's own words lie around it. What react-aria has announced stays on
 * the page for some seconds, though what it names may be gone.
 */
const LEFT_OUT = ['.xterm-rows', '[data-live-announcer]'];

/** All that axe finds, dark and light: the rule, the element and why. Empty where all is well. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await source);
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Of all that the rules look at only colours are different in the light.
    const only = colorScheme === 'dark' ? [] : ['color-contrast'];
    found.push(...(await look(page, only)).map((one) => `${colorScheme}: ${one}`));
  }
  return found;
}

function look(page: Page, only: string[]): Promise<string[]> {
  return page.evaluate(
    async ({ leftOut, rules }) => {
      const context = { exclude: leftOut.map((one) => [one]) };
      const answer = await window.axe.run(context, rules.length > 0 ? { runOnly: rules } : {});
      return answer.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`),
      );
    },
    { leftOut: LEFT_OUT, rules: only },
  );
}
