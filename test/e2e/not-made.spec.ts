/** A session that cannot be made leaves its reason in the list, and no window. */
import { expect, test } from './lib/app';

test('a session whose image cannot be had is told with the reason, and has no window', async ({
  place,
  start,
}) => {
  const { app, home } = await start({ K8S_IMAGE: 'gamgui.test/nothing:1' });
  await place.begin(home);
  const row = home.getByRole('row', { name: /Did not start/ });
  await expect(row).toContainText('cannot be had', { timeout: 90_000 });
  await expect.poll(() => app.windows().length).toBe(1);
  expect(await place.everySession()).toEqual([]);

  // Another place is offered, and nothing is made there unasked.
  await row.getByRole('button', { name: 'Start in Local…' }).click();
  await expect(home.getByRole('radio', { name: /Local/ })).toBeChecked();
  await home.keyboard.press('Escape');
  await expect(home.getByRole('row')).toHaveCount(1);
});
