/** The export of a window's output: one at a time, with how far it is. */
import { useCallback, useEffect, useMemo, useState } from 'react';
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
  useEffect(
    () => bridge.on('journal.exporting', (far) => setShown({ kind: 'running', ...far })),
    [],
  );
  const begin = useCallback(
    async (format: ExportFormat) => {
      const answer = await bridge.call('journal.export', { format });
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
