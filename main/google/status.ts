/** Words of the sign-in's state; its shape is preload/cluster.ts. */
import type { GoogleStatus } from '../../preload/contract';

type SignedIn = Extract<GoogleStatus, { kind: 'signed-in' }>;

/** Who signed in: the user in GamGUI, or gcloud and its like. */
export type GoogleSource = SignedIn['source'];

/** Where the sign-in is kept. */
export type KeptIn = SignedIn['kept'];

/** Shown where there is no keychain. */
export const MEMORY_NOTICE =
  'This computer has no keychain that GamGUI can use: you are signed in until GamGUI is closed.';
