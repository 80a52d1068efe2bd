/** Files that are dragged over the window: which folder they are over, and what is dropped. */
import { useEffect, useRef, useState } from 'react';
import type { SessionPath } from '../../../preload/contract';
import { MAC } from '../../ui/platform';
import { type Target, targetOf } from './target';

/** What is known before the files are let go of: how many, not what. */
export interface Over {
  readonly items: number;
  readonly path: SessionPath;
  /** The folder, "/work/photos". */
  readonly name: string;
  readonly overTerminal: boolean;
}

/** What was dropped. */
export interface Dropped {
  readonly files: readonly File[];
  readonly to: SessionPath;
  readonly onTerminal: boolean;
  /** Whether the key was down that means the other than the setting about paths at the prompt. */
  readonly otherWay: boolean;
}

/** `refuses`: whether nothing can be dropped now. Returns what is over the window, or null. */
export function useDrop(refuses: () => boolean, onDrop: (dropped: Dropped) => void): Over | null {
  const [over, setOver] = useState<Over | null>(null);
  const latest = useRef({ refuses, onDrop });
  latest.current = { refuses, onDrop };
  useEffect(() => {
    let marked: Element | null = null;
    const mark = (element: Element | null) => {
      if (element === marked) return;
      marked?.removeAttribute('data-drop-over');
      element?.setAttribute('data-drop-over', '');
      marked = element;
    };
    const leave = () => {
      mark(null);
      setOver(null);
    };
    const move = (event: DragEvent) => {
      // Else the page would show what is dropped instead of itself.
      event.preventDefault();
      const target = takes(event, latest.current.refuses()) ? targetOf(event) : null;
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = target ? 'copy' : 'none';
      if (target === null) return leave();
      mark(target.element);
      const now = overOf(event, target);
      setOver((before) => (isSame(before, now) ? before : now));
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      const target = takes(event, latest.current.refuses()) ? targetOf(event) : null;
      leave();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (target !== null && files.length > 0)
        latest.current.onDrop({
          files,
          to: target.path,
          onTerminal: isTerminal(target),
          otherWay: hasOtherWayKey(event),
        });
    };
    const out = (event: DragEvent) => {
      if (event.relatedTarget === null) leave();
    };
    const listened = [
      ['dragenter', move],
      ['dragover', move],
      ['dragleave', out],
      ['drop', drop],
    ] as const;
    for (const [name, listener] of listened) window.addEventListener(name, listener, true);
    return () => {
      for (const [name, listener] of listened) window.removeEventListener(name, listener, true);
    };
  }, []);
  return over;
}

function takes(event: DragEvent, refused: boolean): boolean {
  return !refused && event.dataTransfer?.types.includes('Files') === true;
}

/** Shift and Alt mean moving and linking to some desktops. */
function hasOtherWayKey(event: DragEvent): boolean {
  return MAC ? event.altKey : event.ctrlKey;
}

function isTerminal({ element }: Pick<Target, 'element'>): boolean {
  return element.matches('.pane');
}

function overOf(event: DragEvent, { element, path, name }: Target): Over {
  const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  return { items: items.length, path, name, overTerminal: isTerminal({ element }) };
}

function isSame(a: Over | null, b: Over): boolean {
  return a !== null && a.items === b.items && a.path === b.path && a.name === b.name;
}
