/** The terminal on the page, the search bar over it, and the notices that lie over its bottom. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Settings } from '../../preload/contract';
import { ActMenu, POINTER_MENU } from './ActMenu';
import { Bell } from './Bell';
import type { Controller } from './controller';
import { SearchBar } from './SearchBar';
import type { Shown } from './store';
import { type Do, pasteSelection, pasteText } from './useActs';
import { useLift } from './useLift';
import type { Open } from './useOpen';

interface PaneProps {
  readonly controller: Controller;
  readonly settings: Settings;
  readonly shown: Shown;
  readonly open: Open;
  readonly act: Do;
  /** What lies over all of it while files are held over the window. */
  readonly target: ReactNode;
  /** The notices. */
  readonly children: ReactNode;
}

export function Pane(props: PaneProps) {
  const { controller, settings, shown, open, act, target, children } = props;
  const place = useRef<HTMLDivElement>(null);
  const notices = useRef<HTMLDivElement>(null);
  const lift = useLift(controller.view, notices);
  useEffect(() => {
    if (place.current !== null) controller.attach(place.current);
  }, [controller]);
  useClipboard(controller, settings, open, place);
  const menu = usePointerMenu(controller, place);
  return (
    <main className="pane" aria-label="Terminal" data-drop-path="" data-drop-name="/work">
      <div className="lifted" data-pane="" style={{ translate: `0 ${-lift}px` }} ref={place} />
      <Bell count={shown.bells} kind={settings.bell} />
      {open.searching ? <SearchBar controller={controller} open={open} /> : null}
      <div className="notices" data-pane="" ref={notices}>
        {children}
      </div>
      <span className="pointer" ref={menu.trigger} style={menu.place} />
      <ActMenu groups={POINTER_MENU} act={act} placement="bottom start" at={menu} />
      {target}
    </main>
  );
}

/** Pastes go through the guard whoever makes them; a finished selection is copied where that is set. */
function useClipboard(
  controller: Controller,
  settings: Settings,
  open: Open,
  place: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const paste = (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      pasteText(event.clipboardData?.getData('text/plain') ?? '', controller, open);
    };
    const middle = (event: MouseEvent) => {
      const mode = controller.view?.terminal.modes.mouseTrackingMode ?? 'none';
      const isOurs = mode === 'none' || event.shiftKey;
      if (event.button === 1 && settings.middleClickPastes && isOurs)
        void pasteSelection(controller, open);
    };
    const selected = () => {
      const text = settings.copyOnSelect ? (controller.view?.terminal.getSelection() ?? '') : '';
      // Another window may have taken the clipboard's focus meanwhile: then nothing is copied.
      if (text !== '') void navigator.clipboard.writeText(text).catch(() => undefined);
    };
    element.addEventListener('paste', paste, true);
    element.addEventListener('mouseup', selected);
    element.addEventListener('mouseup', middle);
    return () => {
      element.removeEventListener('paste', paste, true);
      element.removeEventListener('mouseup', selected);
      element.removeEventListener('mouseup', middle);
    };
  }, [controller, settings, open, place]);
}

/** The menu at the right mouse button, unless a program has asked for the mouse; with Shift it is ours always. */
function usePointerMenu(controller: Controller, place: { readonly current: HTMLElement | null }) {
  const trigger = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const show = (event: MouseEvent) => {
      event.preventDefault();
      const mode = controller.view?.terminal.modes.mouseTrackingMode ?? 'none';
      if (mode === 'none' || event.shiftKey) setAt({ x: event.clientX, y: event.clientY });
    };
    element.addEventListener('contextmenu', show);
    return () => element.removeEventListener('contextmenu', show);
  }, [controller, place]);
  return {
    trigger,
    open: at !== null,
    place: { left: at?.x ?? 0, top: at?.y ?? 0 },
    onClose: () => {
      setAt(null);
      requestAnimationFrame(() => controller.view?.terminal.focus());
    },
  };
}
