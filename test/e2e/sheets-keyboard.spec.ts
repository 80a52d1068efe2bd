/** The sheets about credentials with the keyboard alone: opened, read, acted on, and left with the focus where it was. */
import { expect, type Page, test } from '@playwright/test';
import { Pages } from './lib/pages';

let pages: Pages;

test.beforeAll(async () => {
  pages = await Pages.start();
});

test.afterAll(() => pages.close());

const focused = (page: Page) => page.locator(':focus');

/** Goes on with Tab until what has the focus is named so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name, exact: true });
  await expect(wanted.first()).toBeVisible();
  for (let steps = 0; steps < 60; steps += 1) {
    if (await wanted.evaluateAll((all) => all.some((one) => one === document.activeElement)))
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** What main was asked on a channel so far. */
function askedOf(page: Page, channel: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => window.fake.asked.filter(([name]) => name === wanted).map(([, input]) => input),
    channel,
  );
}

const inTerminal = (page: Page) => page.getByRole('textbox', { name: 'Terminal input' });

/** From the terminal to the notice above it, and to the sheet. */
async function openSave(page: Page): Promise<void> {
  await expect(inTerminal(page)).toBeFocused();
  await expect(page.getByRole('button', { name: 'Save back…' })).toBeVisible();
  // Tab is the shell's: the notices are the next pane.
  await page.keyboard.press('Control+Tab');
  await tabTo(page, 'Save back…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
}

test('saving back: the safe choice has the focus, Escape leaves, the terminal has it again', async () => {
  const page = await pages.begin('terminal-saving-secret');
  await openSave(page);
  await expect(page.getByRole('list', { name: 'What is written' })).toContainText('oauth2.txt');
  await expect(focused(page)).toHaveAccessibleName(/^Cancel/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(inTerminal(page)).toBeFocused();
  expect(await askedOf(page, 'credentials.save')).toEqual([]);
  await page.close();
});

test('saving back: what was shown is saved, and the terminal has the focus', async () => {
  const page = await pages.begin('terminal-saving-secret');
  await openSave(page);
  await expect(page.getByRole('list', { name: 'What is written' })).toBeVisible();
  await tabTo(page, 'Save back');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(inTerminal(page)).toBeFocused();
  expect(await askedOf(page, 'credentials.save')).toMatchObject([
    { agreed: [{ file: 'oauth2.txt' }, { file: 'oauth2service.json' }] },
  ]);
  await page.close();
});

test('saving back: a refusal is read out and stays, with a way out', async () => {
  const page = await pages.begin('terminal-saving-refused');
  await openSave(page);
  await expect(page.getByRole('list', { name: 'What is written' })).toBeVisible();
  await tabTo(page, 'Save back');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('you may not');
  // Commands, as they are to be pasted.
  expect((await page.getByRole('alert').locator('code').textContent())?.split('\n')).toEqual([
    expect.stringMatching(/^kubectl .* --resource-name=gam-larkfield &&$/),
    expect.stringMatching(/^kubectl .* --user=lena\.berg@larkfield\.example$/),
  ]);
  await expect(focused(page)).toHaveAccessibleName('Save back');
  await page.keyboard.press('Escape');
  await expect(inTerminal(page)).toBeFocused();
  await page.close();
});

test('saving back before ending: Escape leads back to the question, and out of it', async () => {
  const page = await pages.begin('terminal-saving-secret');
  await expect(inTerminal(page)).toBeFocused();
  await page.keyboard.press('Control+Shift+Backspace');
  await expect(focused(page)).toHaveAccessibleName(/^Let it run/);
  await tabTo(page, 'Save back…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /^Save back the credentials/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAccessibleName(/^Let it run/);
  await page.keyboard.press('Escape');
  await expect(inTerminal(page)).toBeFocused();
  await page.close();
});

/** From Home to the question about its first tenant. */
async function openAsk(page: Page): Promise<void> {
  await tabTo(page, 'Tenants');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Check');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'What the check found' })).toBeVisible();
  await tabTo(page, 'Ask Google…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('in Local');
  await expect(focused(page)).toHaveAccessibleName(/^Cancel/);
}

test('asking Google: Escape asks nothing, and the button has the focus again', async () => {
  const page = await pages.begin('home-ask-lacking');
  await openAsk(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName('Ask Google…');
  expect(await askedOf(page, 'tenants.ask')).toEqual([]);
  await page.close();
});

test('asking Google: it is asked, its answer is told, and the button has the focus again', async () => {
  const page = await pages.begin('home-ask-lacking');
  await openAsk(page);
  await tabTo(page, 'Ask Google');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  const found = page.getByRole('list', { name: 'What the check found' });
  await expect(found).toContainText('GAM has no permission for');
  await expect(focused(page)).toHaveAccessibleName('Ask Google…');
  expect(await askedOf(page, 'tenants.ask')).toEqual([{ id: 'larkfield', backend: 'local' }]);
  await page.close();
});

test('asking Google: where it cannot be, that is said, and only leaving is left', async () => {
  const page = await pages.begin('home-ask-nowhere');
  await tabTo(page, 'Tenants');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Check');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Ask Google…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('no place can be used');
  await expect(page.getByRole('button', { name: 'Ask Google', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveAccessibleName('Ask Google…');
  await page.close();
});
