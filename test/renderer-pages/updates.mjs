/** States of the windows about newer versions of the app. */

const FROM = 'gamgui/gamgui';
const told = { current: '1.3.0', from: FROM, newer: '1.4.0' };
const quiet = { ...told, newer: null };
const away = {
  code: 'dns',
  message:
    'It is not known whether there is a newer GamGUI: the name github.com has no address (ENOTFOUND).',
  fix: 'Check the network and the proxy, and try again.',
};

/** Home told of a newer version, and what a person who asks may be answered. */
export function updatesOf(home, sessions) {
  const of = (newest, more = {}) => home(sessions, { updates: quiet, newest, ...more });
  return {
    'home-newer': home(sessions, { updates: told }),
    'home-newer-first-run': home([], { updates: told }),
    'updates-newer': of({ kind: 'newer', current: '1.3.0', newest: '1.4.0' }, { updates: told }),
    'updates-none': of({ kind: 'none', current: '1.3.0', newest: '1.3.0' }),
    'updates-failed': of(null, { fails: { 'updates.ask': away } }),
    'updates-source': home(sessions),
  };
}

async function check(page) {
  await page.keyboard.press('Control+Shift+P');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('updates');
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog', { name: 'Check for updates' }).waitFor();
}

async function settings(page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('searchbox', { name: 'Find a setting' }).fill('newer version');
}

/** What a person does on their pages. */
export const updateSteps = {
  'updates-newer-asked': ['updates-newer', check],
  'updates-none-asked': ['updates-none', check],
  'updates-failed-asked': ['updates-failed', check],
  'updates-source-asked': ['updates-source', check],
  'updates-setting': ['updates-none', settings],
  'updates-setting-source': ['updates-source', settings],
};
