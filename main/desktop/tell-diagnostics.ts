/** Tells Home of what was found by diagnostics, and of what there is to check, where it is news. */
import { isDeepStrictEqual } from 'node:util';
import type { Target } from '../../preload/contract';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { SessionManager } from '../sessions/manager';
import type { Windows } from './windows';

/** From now on. Terminal windows show nothing of it, and are left asleep. */
export function tellDiagnostics(
  diagnostics: Diagnostics,
  sessions: SessionManager,
  windows: Windows,
): void {
  let told: readonly Target[] = [];
  const tell = () => {
    const now = diagnostics.get();
    told = now.targets;
    for (const { webContents: page } of windows.all())
      if (windows.sessionOf(page) === null) page.send('diagnostics.changed', now);
  };
  diagnostics.on('changed', tell);
  sessions.on('changed', () => {
    if (!isDeepStrictEqual(diagnostics.get().targets, told)) tell();
  });
}
