/** Newer versions of the app: the user is told of one, and nothing is downloaded or installed by the app. */
import { z } from 'zod';

/** A version as it is shown and named; main checks what it is. */
const Version = z.string().max(64);

/** How it stands, for Home's line and for the settings. */
export const UpdateStatus = z.object({
  /** The version that runs. */
  current: Version,
  /** Where releases are on GitHub, OWNER/NAME; null: this build knows of none, and nobody is ever asked. */
  from: z.string().nullable(),
  /** A newer version that the user is to be told of, or null. */
  newer: Version.nullable(),
});
export type UpdateStatus = z.infer<typeof UpdateStatus>;

/** What a person who asked is told; why it could not be asked is the call's failure. */
export const UpdateAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('newer'), current: Version, newest: Version }),
  /** There is no newer one. `newest` is the newest release, which may be older than what runs. */
  z.object({ kind: z.literal('none'), current: Version, newest: Version }),
  /** It was built from its source, and knows of no releases. */
  z.object({ kind: z.literal('source'), current: Version }),
]);
export type UpdateAnswer = z.infer<typeof UpdateAnswer>;

/** Channels about it. */
export const updateCalls = {
  'updates.status': { input: z.undefined(), output: UpdateStatus },
  /** Asks where the releases are, for a person who wants to know now. */
  'updates.ask': { input: z.undefined(), output: UpdateAnswer },
  /** Opens the page of the newest version in the browser. */
  'updates.show': { input: z.undefined(), output: z.void() },
  /** The user does not want to be told of this version any more. */
  'updates.passOver': { input: z.object({ version: Version }).strict(), output: z.void() },
  /** Brings Home, which asks and shows the answer. */
  'updates.sheet': { input: z.undefined(), output: z.void() },
} as const;

/** What main tells all windows: it is another. */
export const updatePushes = { 'updates.changed': UpdateStatus } as const;
