/** Whether the path of what is dropped on the terminal comes to its prompt: a setting, and a key that means the other. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type RunningApp, test } from './lib/app';
import { sourceOf } from './lib/drag/other';
import { drag, middleOf, toCorner } from './lib/drag/pointer';
import type { TestPlace } from './lib/place/place';
import { waitForScreen } from './lib/terminal';

/** Drops a file on the terminal of a new session, with Ctrl or without; returns its window. */
async function dropOne(running: RunningApp, place: TestPlace, file: string, withCtrl: boolean) {
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  await toCorner(running, page);
  const terminal = await middleOf(running, page, page.getByRole('main', { name: 'Terminal' }));
  const source = await sourceOf([file]);
  const card = page.getByText(/^Send 1 item to/);
  const held = { key: 'ctrl', until: () => card.waitFor({ state: 'hidden' }) };
  const ended = source.next('ended');
  await drag(source.at, terminal, () => card.waitFor(), withCtrl ? { held } : {});
  await ended;
  await source.end();
  return page;
}

test('a drop with Ctrl puts the path at the prompt', async ({ place, profile, start }) => {
  const running = await start();
  const page = await dropOne(running, place, join(profile, 'settings.json'), true);
  await waitForScreen(page, /settings\.json $/m);
});

test('with the setting it comes there by itself, and not with Ctrl', async ({
  place,
  profile,
  start,
}) => {
  const settings = join(profile, 'settings.json');
  await writeFile(settings, JSON.stringify({ ...place.settings, dropPutsPaths: true }));
  const running = await start();
  await waitForScreen(await dropOne(running, place, settings, false), /settings\.json $/m);
  const page = await dropOne(running, place, settings, true);
  const transfers = page.getByRole('list', { name: 'Transfers' });
  await expect(transfers).toContainText('the same at both ends');
  await waitForScreen(page, /\$ $/m);
});
