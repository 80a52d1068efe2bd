/** Answers what windows ask of settings as a file. The file is chosen by the desktop's dialog: a page names none. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog, type IpcMainInvokeEvent } from 'electron';
import type { EffectiveSetting, FilePlan } from '../../preload/contract';
import { Failure } from '../failure';
import { ownFile } from '../settings/exchange/own-file';
import { applied, type Planned, planOf } from '../settings/exchange/plan';
import type { SettingsStore } from '../settings/store';
import type { Handlers } from './handle';
import { askSavePlace } from './save-place';
import { windowOf } from './window-of';

type Channels = 'settings.export' | 'settings.plan' | 'settings.import';

/** Settings are a few kilobytes; what is larger is another file. */
const LARGEST = 1_000_000;

/** `effective` are the settings that the environment can give. */
export function settingsFileHandlers(
  settings: SettingsStore,
  effective: () => readonly EffectiveSetting[],
): Pick<Handlers, Channels> {
  let plan: Planned | null = null;
  const variableOf = (key: string) => {
    const found = effective().find((one) => `cluster.${one.key}` === key);
    const isGiven = found?.origin === 'environment' || found?.origin === 'default-instead';
    return isGiven ? found.variable : null;
  };
  return {
    'settings.export': async (_input, event) => {
      const path = await askSavePlace(event, 'gamgui-settings.json', 'Save the settings');
      if (path === null) return null;
      await writeFile(path, ownFile(settings.get())).catch((error: unknown) => {
        throw new Failure('not-written', `The settings were not saved: ${String(error)}`);
      });
      return basename(path);
    },
    'settings.plan': async (_input, event): Promise<FilePlan | null> => {
      plan = null;
      const path = await askFile(event);
      if (path === null) return null;
      const around = { settings: settings.get(), platform: process.platform, variableOf };
      const planned = planOf(await textOf(path), around);
      if (typeof planned === 'string')
        throw new Failure('no-settings', `“${basename(path)}” was not imported: ${planned}.`);
      plan = planned;
      const { kind, changes, refused, same } = planned;
      return { name: basename(path), kind, changes, refused, same };
    },
    'settings.import': () => {
      if (plan === null) throw new Failure('no-plan', 'No file was chosen.');
      settings.set(applied(settings.get(), plan));
      plan = null;
    },
  };
}

async function askFile(event: IpcMainInvokeEvent): Promise<string | null> {
  const { filePaths } = await dialog.showOpenDialog(windowOf(event), {
    title: 'Import settings, or what “terraform output -json” printed',
    filters: [
      { name: 'JSON', extensions: ['json'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile'],
  });
  return filePaths[0] ?? null;
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST) throw new Failure('too-large', 'it is larger than 1 MB');
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('not-read', `“${basename(path)}” was not imported: ${why}.`);
  }
}
