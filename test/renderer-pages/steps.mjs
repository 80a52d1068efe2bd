/** What a person does on a page to come to its further states. */
import { CREDENTIAL_STEPS } from './credentials.mjs';
import { NOTICE_STEPS } from './notices.mjs';
import { questions } from './questions.mjs';
import { SHEET_STEPS } from './sheets.mjs';
import { holdOver } from './transfers.mjs';
import { updateSteps } from './updates.mjs';

async function findSetting(page, words) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('searchbox', { name: 'Find a setting' }).fill(words);
}

async function toTenants(page) {
  await page.getByRole('button', { name: 'Tenants' }).click();
}

/**
 * Further states of the windows, by name: the scenario that they begin with, and what is done on its page.
 * @type {Record<string, [string, (page: import('playwright').Page) => Promise<unknown>]>}
 */
export const STEPS = {
  ...updateSteps,
  tenants: [
    'home-tenants',
    async (page) => {
      await toTenants(page);
      for (const check of await page.getByRole('button', { name: 'Check', exact: true }).all())
        await check.click();
    },
  ],
  'tenants-add': [
    'home-tenants',
    async (page) => {
      await toTenants(page);
      await page.getByRole('button', { name: 'Add a tenant…' }).click();
    },
  ],
  'tenants-keyless': [
    'home-tenants',
    async (page) => {
      await toTenants(page);
      await page.getByRole('button', { name: 'Add a tenant…' }).click();
      await page.getByText('No key', { exact: true }).last().click();
      await page.getByText('rust', { exact: true }).click();
      await page.keyboard.press('Enter');
    },
  ],
  'tenants-remove': [
    'home-tenants',
    async (page) => {
      await toTenants(page);
      await page.getByRole('button', { name: 'Remove…' }).first().click();
    },
  ],
  'home-new-own': [
    'home-tenants',
    async (page) => {
      await page.keyboard.press('Control+n');
      await page.getByText('Larkfield', { exact: true }).last().click();
    },
  ],
  'home-new-many': ['home-many-tenants', (page) => page.keyboard.press('Control+n')],
  'home-jobs': ['home', (page) => page.getByRole('button', { name: 'Jobs' }).click()],
  'terminal-jobs': ['terminal', (page) => page.keyboard.press('Control+Shift+J')],
  'home-new': ['home', (page) => page.keyboard.press('Control+n')],
  'home-end': [
    'home',
    async (page) => {
      await page.getByRole('row').first().click();
      await page.keyboard.press('Delete');
    },
  ],
  'terminal-again': [
    'terminal-exit',
    (page) => page.getByRole('button', { name: 'New session…' }).click(),
  ],
  'home-palette': ['home', (page) => page.keyboard.press('Control+Shift+P')],
  'home-palette-found': ['home', (page) => palette(page, 'demo')],
  'home-palette-none': ['home', (page) => palette(page, 'nothing like it')],
  'home-shortcuts': ['home', (page) => page.keyboard.press('Control+Shift+?')],
  'settings-shortcuts': [
    'home',
    async (page) => {
      await toShortcuts(page);
      await page.getByRole('button', { name: 'Search the output: Ctrl+Shift+F' }).click();
      await page.keyboard.press('Control+Shift+C');
    },
  ],
  'terminal-palette': ['terminal', (page) => palette(page, 'save')],
  'terminal-shortcuts': ['terminal', (page) => page.keyboard.press('Control+Shift+?')],
  'home-row': ['home', (page) => page.getByRole('row').nth(1).hover()],
  'home-menu': ['home', (page) => page.getByRole('row').nth(1).click({ button: 'right' })],
  'home-settings': ['home', (page) => page.getByRole('button', { name: 'Settings' }).click()],
  'home-new-cluster': ['home-cluster', (page) => page.keyboard.press('Control+n')],
  'home-new-away': ['home-docker-away', (page) => page.keyboard.press('Control+n')],
  'settings-places': [
    'home',
    async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Places' }).click();
    },
  ],
  'settings-clusters': ['home', (page) => showClusters(page)],
  'settings-contexts': [
    'home',
    async (page) => {
      await toCluster(page);
      await page.getByText('From a kubeconfig').click();
    },
  ],
  'settings-pods': [
    'home',
    async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('heading', { name: 'Pods' }).scrollIntoViewIfNeeded();
    },
  ],
  'settings-no-spares': ['home-no-spares', (page) => findSetting(page, 'spare')],
  'settings-found': ['home', (page) => findSetting(page, 'pod')],
  'settings-none': ['home', (page) => findSetting(page, 'nothing like it')],
  'settings-signed-out': ['home-signed-out', (page) => toCluster(page)],
  'settings-sign-in-again': ['home-sign-in-again', (page) => toCluster(page)],
  'usage-charts': ['terminal', (page) => page.getByRole('button', { name: /^Usage/ }).click()],
  'terminal-menu': ['terminal', (page) => page.getByRole('button', { name: 'More' }).click()],
  'terminal-search': [
    'terminal',
    async (page) => {
      await page.keyboard.press('Control+Shift+F');
      await page.keyboard.type('Created');
    },
  ],
  'journal-found': ['terminal-journal', (page) => searchFor(page, 'maria.schmidt')],
  'journal-none': ['terminal-journal-none', (page) => searchFor(page, 'nobody')],
  'journal-slow': [
    'terminal-journal-slow',
    async (page) => {
      await searchFor(page, '(a+)+$');
      await page.getByRole('button', { name: 'Regular expression' }).click();
    },
  ],
  'journal-around': [
    'terminal-journal',
    async (page) => {
      await searchFor(page, 'maria.schmidt');
      await page.locator('.journal-line').nth(3).click();
    },
  ],
  'journal-export': ['terminal-journal', exportOutput],
  'journal-exporting': [
    'terminal-journal',
    async (page) => {
      await exportOutput(page);
      await page.keyboard.press('Enter');
      const far = { done: 81_300_000, total: 268_400_000 };
      await page.evaluate((value) => window.fake.push('journal.exporting', value), far);
    },
  ],
  'terminal-paste': [
    'terminal',
    (page) =>
      page.evaluate(() => {
        const data = new DataTransfer();
        data.setData(
          'text/plain',
          'gam info domain\ngam csv leavers.csv gam delete user ~Email\ngam print users\u001b[201~\nrm -rf x\n',
        );
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
        document.querySelector('textarea')?.dispatchEvent(event);
      }),
  ],
  'drop-terminal': ['terminal-transfers', (page) => dropOver(page, '.pane')],
  'drop-drawer': ['terminal-transfers', (page) => dropOver(page, '.drawer')],
  'drop-folder': ['terminal-transfers', (page) => dropOver(page, '.file-row[data-drop-path]')],
  'transfers-hard': ['terminal-transfers-hard', async () => undefined],
  'transfers-all': [
    'terminal-transfers-hard',
    (page) => page.getByRole('button', { name: /more…/ }).click(),
  ],
  'transfers-asking': ['terminal-transfers-asking', async () => undefined],
  ...Object.fromEntries(
    Object.keys(questions).map((name) => [`csv-${name}`, [`terminal-csv-${name}`, dropFiles]]),
  ),
  'csv-padded': [
    'terminal-csv-five',
    async (page) => {
      await dropFiles(page);
      await page.getByRole('button', { name: /Spaces around/ }).click();
    },
  ],
  'drag-fetching': ['terminal-transfers', (page) => onFile(page, 'new-staff', 'Control+c')],
  'drag-leaving': ['terminal-transfers', (page) => onFile(page, 'new-staff', 'Control+s')],
  'files-usual': ['terminal-files-usual', openFiles],
  'files-none': ['terminal-files-none', openFiles],
  'files-odd': ['terminal-files-odd', openFiles],
  'files-10000': ['terminal-files-10000', openFiles],
  'files-away': ['terminal-files-away', openFiles],
  'files-rename': ['terminal-files-usual', (page) => onFile(page, 'new-staff', 'F2')],
  'files-failing': [
    'terminal-files-failing',
    async (page) => {
      await onFile(page, 'new-staff', 'F2');
      await page.keyboard.type('x');
      await page.keyboard.press('Enter');
    },
  ],
  'files-delete': ['terminal-files-usual', (page) => onFile(page, 'exports', 'Delete')],
  'files-menu': ['terminal-files-usual', (page) => onFile(page, 'new-staff', 'ContextMenu')],
  'files-text': ['terminal-files-usual', (page) => onFile(page, 'gam', 'Enter')],
  'files-table': ['terminal-files-usual', (page) => onFile(page, 'new-staff', 'Enter')],
  'files-table-large': ['terminal-files-large', (page) => onFile(page, 'new-staff', 'Enter')],
  'files-table-filter': [
    'terminal-files-usual',
    async (page) => {
      await onFile(page, 'new-staff', 'Enter');
      await page.getByRole('button', { name: 'name.givenName' }).click();
      await page.getByRole('searchbox').fill('lisbon');
    },
  ],
  'files-new-folder': [
    'terminal-files-usual',
    async (page) => {
      await openFiles(page);
      await page.getByRole('button', { name: 'New folder' }).click();
      await page.keyboard.type('a/b');
      await page.keyboard.press('Enter');
    },
  ],
  'files-search': [
    'terminal-files-usual',
    async (page) => {
      await openFiles(page);
      await page.getByRole('button', { name: 'Search by name' }).click();
      await page.keyboard.type('licences');
    },
  ],
  'files-deep': [
    'terminal-files-odd',
    async (page) => {
      await onFile(page, 'Sehr', 'Enter');
      await page.getByRole('row', { name: 'x.csv' }).waitFor();
    },
  ],
  ...CREDENTIAL_STEPS,
  ...NOTICE_STEPS,
  ...SHEET_STEPS,
  'terminal-unsaved-end': [
    'terminal-saving-secret',
    (page) => page.keyboard.press('Control+Shift+Backspace'),
  ],
  'terminal-end': ['terminal', (page) => page.keyboard.press('Control+Shift+Backspace')],
  'terminal-new': ['terminal', (page) => page.keyboard.press('Control+Shift+N')],
};

/** Opens the command palette and types. */
async function palette(page, text) {
  await page.keyboard.press('Control+Shift+P');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill(text);
}

async function toShortcuts(page) {
  await page.keyboard.press('Control+Shift+?');
  await page.getByRole('button', { name: 'Change in the settings' }).click();
}

/** Searches the output and waits for what is found. */
async function searchFor(page, text) {
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type(text);
  await page.waitForTimeout(500);
}

async function exportOutput(page) {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Export the output' }).click();
}

/** Opens the drawer and holds files over a part of the window. */
async function dropOver(page, part) {
  await openFiles(page);
  await holdOver(page.locator(part).first());
}

/** Drops files on the terminal. */
async function dropFiles(page) {
  await holdOver(page.locator('.pane').first(), 'drop');
}

/** Opens the drawer by its keys. */
async function openFiles(page) {
  await page.keyboard.press('Control+Shift+E');
  await page.getByRole('complementary', { name: 'Files' }).waitFor();
  await page.waitForTimeout(300);
}

/** Opens the drawer, finds a file by typing, and presses a key. */
async function onFile(page, name, key) {
  await openFiles(page);
  // The drawer has the focus first, its list when it is there.
  await page.waitForFunction(() => document.activeElement?.matches('.drawer *'));
  await page.keyboard.type(name);
  await page.keyboard.press(key);
  await page.waitForTimeout(300);
}

/** The way from a place that is not set up to the choice of a cluster. */
async function toCluster(page) {
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: 'Choose a cluster…' }).last().click();
}

async function showClusters(page) {
  await toCluster(page);
  await page.getByRole('button', { name: 'Find clusters' }).click();
}
