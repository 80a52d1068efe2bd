/** What shortcuts, the header's menu, the right-click menu and the application's menu do: one list. */
import { useCallback, useEffect, useRef } from 'react';
import type { Settings } from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { PLATFORM } from '../ui/platform';
import { type Act, actOf } from '../ui/shortcuts';
import type { Controller } from './controller';
import { inspect } from './paste';
import type { Moves } from './useMoves';
import type { Open } from './useOpen';

/** Font sizes as the settings allow them, and the usual one. */
const FONT = { least: 8, most: 32, usual: 13 };

/** Everything that can be asked for in a terminal window. */
export type TerminalAct = Act | 'rename' | 'select-all' | 'export';

/** Does what is asked for. */
export type Do = (act: TerminalAct) => void;

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

/** Pastes a text, or shows it first. */
export function pasteText(raw: string, controller: Controller, open: Open): void {
  if (raw === '') return;
  const looked = inspect(raw);
  if (looked.ask) open.show({ kind: 'paste', paste: looked });
  else controller.paste(looked.text);
}

function setFont(size: number): void {
  const fontSize = Math.min(FONT.most, Math.max(FONT.least, size));
  void bridge.call('settings.set', { fontSize });
}

/** Gives the function that does an act, and listens for shortcuts and for the application's menu. */
export function useActs(
  controller: Controller,
  settings: Settings,
  open: Open,
  moves: Pick<Moves, 'choose' | 'saveNewest'>,
): Do {
  const act: Do = (name) => {
    switch (name) {
      case 'copy':
        return void copy(controller);
      case 'paste':
        return void paste(controller, open);
      case 'select-all':
        return controller.view?.terminal.selectAll();
      case 'find':
        return open.search(true);
      case 'export':
        return open.show({ kind: 'export' });
      case 'jobs':
        return open.show({ kind: 'jobs', job: null });
      case 'files':
        return open.toggleFiles();
      case 'send-files':
        return moves.choose();
      case 'save-newest':
        return moves.saveNewest();
      case 'clear':
        return controller.view?.terminal.clear();
      case 'font-larger':
        return setFont(settings.fontSize + 1);
      case 'font-smaller':
        return setFont(settings.fontSize - 1);
      case 'font-usual':
        return setFont(FONT.usual);
      case 'retry':
        return controller.retry();
      case 'new-session':
        return open.show({ kind: 'new' });
      case 'rename':
        return open.show({ kind: 'rename' });
      case 'end-session':
        return open.show({ kind: 'end' });
      case 'home':
        return void bridge.call('window.home', { show: 'sessions' });
      case 'settings':
        return void bridge.call('window.home', { show: 'settings' });
      case 'close-window':
        return window.close();
    }
  };
  const latest = useRef(act);
  latest.current = act;
  useListening(latest, open.sheet.kind !== 'none');
  return useCallback((name) => latest.current(name), []);
}

/** Listens before xterm does. While a sheet is open the keys are its own. */
function useListening(act: { readonly current: Do }, covered: boolean): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const found = covered ? null : actOf(event, PLATFORM);
      if (found === null) return;
      event.preventDefault();
      event.stopPropagation();
      act.current(found);
    };
    const stop = bridge.on('menu.action', ({ action }) => {
      if (!covered) act.current(action);
    });
    window.addEventListener('keydown', press, true);
    return () => {
      window.removeEventListener('keydown', press, true);
      stop();
    };
  }, [act, covered]);
}
