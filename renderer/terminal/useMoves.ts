/** Files in and out of the window's session: what is dropped, pasted, chosen, dragged out and saved, and its transfers. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { SessionPath, type Transfer } from '../../preload/contract';
import { useTransfers } from '../ui/bridge';
import type { Controller } from './controller';
import { type SaveTold, save, saveNewest } from './drag/save';
import { type DragOut, useDragOut } from './drag/useDragOut';
import { type Over, useDrop } from './drop/useDrop';
import { type SendFiles, useSend } from './drop/useSend';
import { WORK } from './files/paths';
import type { FilePlaces } from './files/places';
import { isTable } from './files/words';
import { type Preflight, usePreflight } from './preflight/usePreflight';
import { useClash } from './transfers/useClash';
import type { Open } from './useOpen';

/** What a window shows of them and can ask for. */
export interface Moves {
  readonly transfers: readonly Transfer[];
  readonly over: Over | null;
  readonly drag: DragOut;
  readonly preflight: Preflight;
  /** Sentences about files that left. */
  readonly words: readonly string[];
  readonly places: FilePlaces;
  read(): void;
  /** Asks for files to be sent to the working folder. */
  choose(): void;
  saveNewest(): void;
}

const NONE: readonly Transfer[] = [];

/** `since`: when the window began. ms since 1970. `putsPaths`: whether paths of a drop come to the prompt without a key. */
export function useMoves(
  controller: Controller,
  open: Open,
  since: number,
  putsPaths: boolean,
): Moves {
  const transfers = useTransfers().value ?? NONE;
  const [words, setWords] = useState<readonly string[]>([]);
  const told = useCallback(
    (one: string) => setWords((before) => [...before.filter((old) => old !== one), one].slice(-3)),
    [],
  );
  const tell = useMemo<SaveTold>(
    () => ({ failed: (error) => controller.fail(error), words: told }),
    [controller, told],
  );
  const preflight = usePreflight(open, told);
  const send = useSend(controller, transfers, preflight.ask);
  const drag = useDragOut(told);
  const isCovered = open.sheet.kind !== 'none';
  const over = useDrop(
    () => isCovered || drag.isOwn(),
    ({ files, to, onTerminal, otherWay }) =>
      send(files, to, otherWay !== (putsPaths && onTerminal)),
  );
  usePastedFiles(send, isCovered);
  useClash(transfers, open, since);
  const { press, dragStart, copy } = drag;
  const places = useMemo<FilePlaces>(
    () => ({
      onPress: press,
      onDragStart: dragStart,
      onSend: (to) => chooseFiles((files) => send(files, to, false)),
      onSaveAll: (rows) => void save(rows, 'ask', tell),
      acts: [
        { label: 'Save to Downloads', act: (rows) => void save(rows, 'downloads', tell) },
        { label: 'Save as…', letter: 's', act: (rows) => void save(rows, 'ask', tell) },
        {
          label: 'Save for a spreadsheet…',
          fits: (rows) => rows.every(({ entry }) => isTable(entry)),
          act: (rows) => void save(rows, 'ask', tell, true),
        },
        { label: 'Copy', letter: 'c', act: copy },
      ],
      hint: 'Drag files in or out',
    }),
    [press, dragStart, copy, send, tell],
  );
  return {
    transfers,
    over,
    drag,
    preflight,
    words,
    places,
    read: useCallback(() => setWords([]), []),
    choose: () => chooseFiles((files) => send(files, WORK, false)),
    saveNewest: () => void saveNewest(tell),
  };
}

/** The desktop's own dialog. */
function chooseFiles(chosen: (files: readonly File[]) => void): void {
  const field = document.createElement('input');
  field.type = 'file';
  field.multiple = true;
  field.addEventListener('change', () => chosen([...(field.files ?? [])]));
  field.click();
}

/** Files of the clipboard go the way of a drop: into the folder that the drawer shows if it has the focus. */
function usePastedFiles(send: SendFiles, isCovered: boolean): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isCovered) return;
      event.preventDefault();
      event.stopPropagation();
      const drawer = document.activeElement?.closest('.drawer')?.getAttribute('data-drop-path');
      const to = SessionPath.safeParse(drawer);
      send(files, to.success ? to.data : WORK, false);
    };
    window.addEventListener('paste', paste, true);
    return () => window.removeEventListener('paste', paste, true);
  }, [send, isCovered]);
}
