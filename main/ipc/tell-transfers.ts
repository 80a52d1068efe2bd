/** Tells each terminal window of its own session's transfers, where they are news to it. */
import { isDeepStrictEqual } from 'node:util';
import type { WebContents } from 'electron';
import type { Transfer } from '../../preload/contract';
import type { Windows } from '../desktop/windows';
import type { Transfers } from '../sessions/transfers/queue/transfers';

/** From now on, whenever the list changes; the list itself keeps the pace. */
export function tellTransfers(transfers: Transfers, windows: Windows): void {
  const told = new WeakMap<WebContents, readonly Transfer[]>();
  transfers.on('changed', () => {
    for (const { webContents: page } of windows.all()) {
      const id = windows.sessionOf(page);
      if (id === null) continue;
      const list = transfers.list(id);
      if (isDeepStrictEqual(told.get(page), list)) continue;
      told.set(page, list);
      page.send('transfers.changed', list);
    }
  });
}
