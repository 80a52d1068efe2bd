/** What is asked of a window from elsewhere: by the tray, a notification, or another window. */
import { z } from 'zod';
import { TenantId } from './basics';

export const Asked = z.discriminatedUnion('kind', [
  /** Of Home: the sheet for a new session; tenant null: of last time. */
  z.object({ kind: z.literal('new-session'), tenant: TenantId.nullable() }),
  /** Of Home: whether there is a newer version is asked, and the answer shown. */
  z.object({ kind: z.literal('updates') }),
  /** Of a terminal window: the line is put at the prompt, and not run. */
  z.object({ kind: z.literal('type'), line: z.string() }),
  /** Of a terminal window: the job with this id is shown. */
  z.object({ kind: z.literal('show'), job: z.string() }),
  /** Of a terminal window: the output from this offset on is shown. */
  z.object({ kind: z.literal('output'), from: z.number().int().nonnegative() }),
]);
export type Asked = z.infer<typeof Asked>;

/** Channels about it. */
export const askedCalls = {
  /** What was asked of the calling window and has not been taken yet, or null: a window that is new asks for it by itself. */
  'window.takeAsked': { input: z.undefined(), output: Asked.nullable() },
} as const;

/** What main tells of it. */
export const askedPushes = {
  /** There is something to take. */
  'window.asked': z.object({}),
} as const;
