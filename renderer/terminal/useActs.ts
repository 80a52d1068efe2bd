/** What shortcuts, the header's menu, the right-click menu and the application's menu do: one list. */
import { useCallback, useRef } from 'react';
import { type Act, DEFAULTS, type Keymap, type Settings } from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { actAnywhere } from '../ui/keys/anywhere';
import { useActKeys } from '../ui/keys/useActKeys';
import type { Controller } from './controller';
import { inspect } from './paste';
import type { Moves } from './useMoves';
import type { Open } from './useOpen';

/** Font sizes as the settings allow them, and the usual one. */
const FONT = { least: 8, most: 32, usual: DEFAULTS.fontSize };

/** Does what is asked for. */
export type Do = (act: Act) => void;

async function copy(controller: Controller): Promise<void> {
  const text = controller.view?.terminal.getSelection() ?? '';
  if (text === '') return;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    controller.fail({
      code: 'no-clipboard',
      message: 'Nothing was copied: the clipboard is not free',
    });
  }
}

async function paste(controller: Controller, open: Open): Promise<void> {
  // Files come as a paste of the page's own, which alone gives them.
  const files = await bridge.call('terminal.pasteFiles');
  if (files.ok && files.value) return;
  try {
    pasteText(await navigator.clipboard.readText(), controller, open);
  } catch {
    controller.fail({
      code: 'no-clipboard',
      message: 'Nothing was pasted: the clipboard cannot be read',
    });
  }
}

/** Pastes what is selected in whatever window, where the desktop keeps that. */
export async function pasteSelection(controller: Controller, open: Open): Promise<void> {
  const selected = await bridge.call('terminal.selection');
  if (selected.ok) pasteText(selected.value, controller, open);
}

/** Pastes a text, or shows it first. */
export function pasteText(raw: string, controller: Controller, open: Open): void {
  if (raw === '') return;
  const looked = inspect(raw);
  if (looked.ask && controller.asksPastes) open.show({ kind: 'paste', paste: looked });
  else controller.paste(looked.text);
}

function setFont(size: number): void {
  const fontSize = Math.min(FONT.most, Math.max(FONT.least, size));
  void bridge.call('settings.set', { fontSize });
}

/** What an act needs of its window. */
interface Parts {
  readonly controller: Controller;
  readonly settings: Settings;
  readonly open: Open;
  readonly moves: Pick<Moves, 'choose' | 'saveNewest'>;
}

/** Does what concerns the terminal itself; false: it is another act. */
function actOnTerminal(act: Act, { controller, settings, open }: Parts): boolean {
  if (act === 'copy') void copy(controller);
  else if (act === 'paste') void paste(controller, open);
  else if (act === 'select-all') controller.view?.terminal.selectAll();
  else if (act === 'clear') controller.view?.terminal.clear();
  else if (act === 'retry') controller.retry();
  else if (act === 'font-larger') setFont(settings.fontSize + 1);
  else if (act === 'font-smaller') setFont(settings.fontSize - 1);
  else if (act === 'font-usual') setFont(FONT.usual);
  else return false;
  return true;
}

/** The acts that open a sheet, and which. */
const SHEETS = {
  palette: 'palette',
  shortcuts: 'shortcuts',
  export: 'export',
  'new-session': 'new',
  rename: 'rename',
  'end-session': 'end',
} as const;

function hasSheet(act: Act): act is keyof typeof SHEETS {
  return Object.hasOwn(SHEETS, act);
}

/** Opens what an act asks for beside or over the terminal, or leads to Home. */
function actAround(act: Act, { open, moves }: Parts): void {
  if (hasSheet(act)) open.show({ kind: SHEETS[act] });
  else if (act === 'find') open.search(true);
  else if (act === 'files') open.toggleFiles();
  else if (act === 'send-files') moves.choose();
  else if (act === 'save-newest') moves.saveNewest();
  else if (act === 'jobs') open.show({ kind: 'jobs', job: null });
  else if (act === 'diagnose') void bridge.call('diagnostics.session');
  else if (act === 'tenants') void bridge.call('window.home', { show: 'tenants' });
  else if (act === 'diagnostics') void bridge.call('window.home', { show: 'diagnostics' });
  else if (act === 'home') void bridge.call('window.home', { show: 'sessions' });
  else if (act === 'settings') void bridge.call('window.home', { show: 'settings' });
}

/** Gives the function that does an act, and listens for shortcuts and for the application's menu. */
export function useActs(keys: Keymap, parts: Parts): Do {
  const latest = useRef(parts);
  latest.current = parts;
  const act = useCallback<Do>((name) => {
    if (name === 'next-pane' || name === 'previous-pane') latest.current.open.leaveTerminal();
    if (!actAnywhere(name) && !actOnTerminal(name, latest.current)) actAround(name, latest.current);
  }, []);
  useActKeys(keys, 'terminal', act);
  return act;
}
