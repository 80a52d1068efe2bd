/** What is asked for, and what came of it, as others are told. */
import type { RemotePath } from '../files-client';
import type { TransferRecord } from './record';

/** What has moved, or was to: its names are made visible, `local` is a whole path of this computer. */
export interface Moved {
  readonly sent: readonly {
    readonly name: string;
    readonly local: string;
    readonly to: RemotePath;
  }[];
  readonly saved: readonly { readonly name: string }[];
}

/** What differs between transfers that are asked for together. `to`: of a send in base64, of a fetch a path here. */
export type Wanted = Pick<TransferRecord, 'what' | 'size' | 'name'> &
  (
    | { readonly direction: 'send'; readonly local: string; readonly to: string }
    | {
        readonly direction: 'fetch';
        readonly remote: string;
        readonly to: string;
        readonly forSpreadsheet: boolean;
        readonly target?: string;
        readonly replace?: boolean;
      }
  );
