/** The export of a window's output: one at a time, with how far it is. */
import { useCallback, useEffect, useMemo, useReducer } from 'react';
import type { ExportFormat } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { Controller } from '../controller';
import { afterExport, type ExportShown, NO_EXPORT } from './exportShown';

export interface Exporting {
  readonly shown: ExportShown;
  /** Main asks where to. */
  begin(format: ExportFormat): void;
  cancel(): void;
  /** Shows the file in the file manager. */
  show(): void;
  dismiss(): void;
}

export function useExport(controller: Controller): Exporting {
  const [{ shown }, happened] = useReducer(afterExport, NO_EXPORT);
  useEffect(() => bridge.on('journal.exporting', (far) => happened({ type: 'far', ...far })), []);
  const begin = useCallback(
    async (format: ExportFormat) => {
      happened({ type: 'asked' });
      const answer = await bridge.call('journal.export', { format });
      if (!answer.ok) controller.fail(answer.error);
      happened({ type: 'answered', exported: answer.ok ? answer.value : null });
    },
    [controller],
  );
  return useMemo(
    () => ({
      shown,
      begin: (format) => void begin(format),
      cancel: () => void bridge.call('journal.cancelExport'),
      show: () => void bridge.call('journal.show'),
      dismiss: () => happened({ type: 'dismissed' }),
    }),
    [shown, begin],
  );
}
