/** Whether there is a tray: asked of the real bus elsewhere (test/e2e/tray.spec.ts); here, how long it is waited for. */
import { expect, it } from 'vitest';
import { hasTray, waitForTray } from '../../../../main/desktop/tray/host';

it('is known on systems that always have one', async () => {
  expect(await hasTray('darwin')).toBe(true);
  expect(await hasTray('win32')).toBe(true);
});

it('is waited for a while, since a panel may come after the app', async () => {
  let looks = 0;
  expect(await waitForTray(async () => ++looks === 3, [0, 0, 0])).toBe(true);
  expect(looks).toBe(3);
  expect(await waitForTray(async () => false, [0, 0])).toBe(false);
});
