/** Does what keys and the application's menu ask for in a window. */
import { useEffect, useRef } from 'react';
import type { Act, Keymap } from '../../../preload/shortcuts';
import { bridge } from '../bridge';
import { actOf } from '../shortcuts';

/** Whether a sheet is open: the keys are its own then. */
function isCovered(): boolean {
  return document.querySelector('.sheet-overlay') !== null;
}

/** Whether the press goes into a field that records keys. */
function isRecorded(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('[data-records-keys]') !== null;
}

/** Listens before anything on the page does, a terminal too. `act` may change between renderings. */
export function useActKeys(keys: Keymap, window: 'home' | 'terminal', act: (act: Act) => void) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const found = isCovered() || isRecorded(event) ? null : actOf(event, keys, window);
      if (found === null) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current(found);
    };
    const stop = bridge.on('menu.action', ({ action }) => {
      if (!isCovered()) latest.current(action);
    });
    globalThis.addEventListener('keydown', press, true);
    return () => {
      globalThis.removeEventListener('keydown', press, true);
      stop();
    };
  }, [keys, window]);
}
