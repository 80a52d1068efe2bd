/** Playwright's `test` with a real panel, and the settings of somebody who had a session before. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base } from '../app';
import { type Panel, startPanel, whyNoPanel } from './panel';

const whyNot = whyNoPanel();
if (whyNot !== null) console.warn(`the tray is not tested: ${whyNot}`);

/** The last choice of a new session. */
const LAST = { tenant: 'demo', backend: 'local', size: 'standard', lifeMs: 3_600_000 };

interface Fixtures {
  readonly panel: Panel;
  /** Writes the settings: what is said once has been said, unless `change` has it otherwise. */
  readonly settle: (change?: object) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  // The first: it outlives the app, which would miss its bus.
  panel: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
    async ({}, use) => {
      test.skip(whyNot !== null, whyNot ?? '');
      const panel = await startPanel();
      await use(panel);
      await panel.stop();
    },
    { auto: true },
  ],
  settle: async ({ place, profile }, use) => {
    const usual = { ...place.settings, toldClose: true, toldTray: true, lastSession: LAST };
    await use((change = {}) =>
      writeFile(join(profile, 'settings.json'), JSON.stringify({ ...usual, ...change })),
    );
  },
});

/** The labels of the menu. */
export async function labels(panel: Panel): Promise<string[]> {
  return ((await panel.look())?.menu ?? []).map(({ label }) => label);
}
