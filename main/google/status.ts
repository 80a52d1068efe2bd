/** Whether and how the user is signed in to Google, as it is shown. */
import type { AppError } from '../../preload/contract';

/** Who signed in: the user in GamGUI, or gcloud and its like. */
export type GoogleSource = 'own' | 'application-default';

/** Where the sign-in is kept. */
export type KeptIn = 'keychain' | 'memory' | 'file';

/** The state of the sign-in. */
export type GoogleStatus =
  | {
      readonly kind: 'signed-out';
      /** Whether GamGUI has an OAuth client to sign in with. */
      readonly canSignIn: boolean;
      /** Why what was there cannot be used, or null: nothing was. */
      readonly reason: AppError | null;
    }
  /** The browser is open. */
  | { readonly kind: 'signing-in' }
  | {
      readonly kind: 'signed-in';
      /** The address, where it is known. */
      readonly account: string | null;
      readonly source: GoogleSource;
      readonly kept: KeptIn;
      /** What the user must know of it, or null. */
      readonly notice: string | null;
    }
  | {
      readonly kind: 'sign-in-again';
      readonly source: GoogleSource;
      readonly account: string | null;
      readonly reason: AppError;
    };

/** Shown where there is no keychain. */
export const MEMORY_NOTICE =
  'This computer has no keychain that GamGUI can use: you are signed in until GamGUI is closed.';
