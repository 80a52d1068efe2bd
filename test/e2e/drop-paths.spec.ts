/** Whether the path of what is dropped on the terminal comes to its prompt: a setting, and a key that means the other. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type RunningApp, test } from './lib/app';
import { sourceOf } from './lib/drag/other';
import { drag, middleOf, toCorner } from './lib/drag/pointer';
import type { TestPlace } from './lib/place/place';
import { waitForScreen } from './lib/terminal';

async function open(running: RunningApp, place: TestPlace): Promise<Page> {
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  await toCorner(running, page);
  return page;
}

/** Drops a file on the terminal, with Ctrl held down or without. */
async function dropOne(running: RunningApp, page: Page, file: string, withCtrl: boolean) {
  const terminal = await middleOf(running, page, page.getByRole('main', { name: 'Terminal' }));
  const source = await sourceOf([file]);
  const card = page.getByText(/^Send 1 item to/);
  const held = { key: 'ctrl', until: () => card.waitFor({ state: 'hidden' }) };
  const ended = source.next('ended');
  await drag(source.at, terminal, () => card.waitFor(), withCtrl ? { held } : {});
  await ended;
  await source.end();
}

test('a drop with Ctrl puts the path at the prompt', async ({ place, profile, start }) => {
  const running = await start();
  const page = await open(running, place);
  await dropOne(running, page, join(profile, 'settings.json'), true);
  await waitForScreen(page, /settings\.json $/m);
});

test('with the setting it comes there by itself, and not with Ctrl', async ({
  place,
  profile,
  start,
}) => {
  const [settings, other] = [join(profile, 'settings.json'), join(profile, 'other.txt')];
  await writeFile(settings, JSON.stringify({ ...place.settings, dropPutsPaths: true }));
  await writeFile(other, 'other');
  const running = await start();
  const page = await open(running, place);
  await dropOne(running, page, settings, false);
  await waitForScreen(page, /settings\.json $/m);
  await dropOne(running, page, other, true);
  await expect(page.getByRole('list', { name: 'Transfers' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('the same at both ends')).toHaveCount(2);
  // What the drop would have typed is before what is typed now.
  await page.getByRole('textbox', { name: /terminal input/i }).focus();
  await page.keyboard.type('# nothing came between');
  await waitForScreen(page, /settings\.json # nothing came between$/m);
});
