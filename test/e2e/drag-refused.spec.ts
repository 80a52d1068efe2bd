/** What a page may not send, whatever is in it. */
import { expect, test } from './lib/app';
import { waitForScreen } from './lib/terminal';

test('a page cannot name a file of this computer, only pass on what a person gave it', async ({
  place,
  start,
}) => {
  const running = await start();
  const page = await running.opens(() => place.begin(running.home));
  await waitForScreen(page, /\$ $/m);
  const refused = await page.evaluate(() => {
    try {
      // What a page that was taken over would try.
      Reflect.apply(window.gamgui.call, null, [
        'transfers.send',
        { paths: ['/etc/hosts'], to: '' },
      ]);
      return null;
    } catch (error) {
      return String(error);
    }
  });
  expect(refused).toContain('no such channel');
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'from a browser.csv'));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('.pane')?.dispatchEvent(event);
  });
  await expect(page.getByRole('alert')).toContainText(
    'Nothing was sent: “from a browser.csv” is no file of this computer.',
  );
});
