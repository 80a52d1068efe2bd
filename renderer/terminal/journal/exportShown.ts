/** How exports of a window's output stand, from what was asked and what main told. Pure. */
import type { Exported } from '../../../preload/contract';

/** What is shown. Sizes in bytes. */
export type ExportShown =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly exported: Exported };

/** `asked`: exports that main has not answered yet; it refuses all but the first. */
export interface ExportState {
  readonly asked: number;
  readonly shown: ExportShown;
}

/** `exported` is null where nothing was written: refused, cancelled, or no place chosen. */
export type ExportEvent =
  | { readonly type: 'asked' }
  | { readonly type: 'far'; readonly done: number; readonly total: number }
  | { readonly type: 'answered'; readonly exported: Exported | null }
  | { readonly type: 'dismissed' };

export const NO_EXPORT: ExportState = { asked: 0, shown: { kind: 'none' } };

/**
 * What main pushes and what it answers come by two pipes: how far an export was may come after its end, and is old then.
 */
export function afterExport(state: ExportState, event: ExportEvent): ExportState {
  switch (event.type) {
    case 'asked':
      return { ...state, asked: state.asked + 1 };
    case 'far': {
      const { done, total } = event;
      return state.asked === 0 ? state : { ...state, shown: { kind: 'running', done, total } };
    }
    case 'answered': {
      const asked = state.asked - 1;
      const { exported } = event;
      if (exported !== null) return { asked, shown: { kind: 'done', exported } };
      return asked === 0 ? NO_EXPORT : { ...state, asked };
    }
    case 'dismissed':
      return { ...state, shown: { kind: 'none' } };
  }
}
