/** The export of a window's output: one at a time, with how far it is. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Exported, ExportFormat } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { Controller } from '../controller';

/** How it stands. Sizes in bytes. */
export type ExportShown =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly exported: Exported };

export interface Exporting {
  readonly shown: ExportShown;
  /** Main asks where to. */
  begin(format: ExportFormat): void;
  cancel(): void;
  /** Shows the file in the file manager. */
  show(): void;
  dismiss(): void;
}

const NONE: ExportShown = { kind: 'none' };

export function useExport(controller: Controller): Exporting {
  const [shown, setShown] = useState<ExportShown>(NONE);
  // What main pushes and what it answers come by two pipes: how far it was may come after its end.
  const asked = useRef(false);
  useEffect(
    () =>
      bridge.on('journal.exporting', (far) => {
        if (asked.current) setShown({ kind: 'running', ...far });
      }),
    [],
  );
  const begin = useCallback(
    async (format: ExportFormat) => {
      asked.current = true;
      const answer = await bridge.call('journal.export', { format });
      asked.current = false;
      if (!answer.ok) controller.fail(answer.error);
      const exported = answer.ok ? answer.value : null;
      setShown(exported === null ? NONE : { kind: 'done', exported });
    },
    [controller],
  );
  return useMemo(
    () => ({
      shown,
      begin: (format) => void begin(format),
      cancel: () => void bridge.call('journal.cancelExport'),
      show: () => void bridge.call('journal.show'),
      dismiss: () => setShown(NONE),
    }),
    [shown, begin],
  );
}
