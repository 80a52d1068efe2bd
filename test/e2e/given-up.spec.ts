/** A session is given up while its pod waits for an image: in Docker a pull that has no network fails at once. */
import { expect, test } from './lib/app';

test('a session that is given up while it is made leaves nothing, and no window', async ({
  place,
  start,
}) => {
  const { app, home } = await start({ K8S_IMAGE: 'gamgui.test/nothing:1' });
  await place.begin(home);
  await home.getByRole('row', { name: /Starting/ }).press('Delete');
  await home.getByRole('button', { name: 'End session' }).click();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  await expect.poll(() => app.windows().length).toBe(1);
  expect(await place.everySession()).toEqual([]);
});
