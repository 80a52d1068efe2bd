/** The life of a session as a person meets it: start, type, look, close, come back, end. */
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { screenOf, typeLine, waitForScreen } from './lib/terminal';

test('a demo session from the first click to nothing left', async ({ place, profile, start }) => {
  const { home, opens } = await start();
  const terminal = await opens(() => place.begin(home));
  await waitForScreen(terminal, /\$ $/m);
  const id = await onlySession(profile);
  expect(await place.tracesOf(id)).not.toEqual([]);

  // The real GAM, asked with real keys, answers from the demo domain.
  await typeLine(terminal, 'gam info user admin@demo.example');
  await waitForScreen(terminal, /User: admin@demo\.example/);

  // What is printed while no window looks is there when one does again, in order and once.
  await typeLine(terminal, 'for i in $(seq 200); do echo line $i; sleep 0.02; done');
  await waitForScreen(terminal, /line 3$/m);
  await terminal.close();
  await expect(home.getByText('In background')).toBeVisible();
  const again = await opens(() => home.getByRole('row').first().press('Enter'));
  await waitForScreen(again, /line 200$/m);
  const lines = (await screenOf(again)).match(/^line \d+$/gm) ?? [];
  expect(lines).toEqual(Array.from({ length: 200 }, (_, i) => `line ${i + 1}`));

  // Ending asks first, and leaves nothing.
  await again.keyboard.press('Control+Shift+Backspace');
  await again.getByRole('button', { name: 'End session' }).click();
  await expect(home.getByRole('row')).toHaveCount(0);
  expect(await place.tracesOf(id)).toEqual([]);
});

test('Enter starts a session also after something was chosen', async ({ start }) => {
  const { home, opens } = await start();
  await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
  await home.keyboard.press('Control+n');
  await home.getByRole('radio', { name: /^Standard/ }).focus();
  await home.keyboard.press('ArrowRight');
  await expect(home.getByRole('radio', { name: /^Large/ })).toBeChecked();
  await waitForScreen(await opens(() => home.keyboard.press('Enter')), /\$ $/m);
});
