/** What is asked of Home from outside its window: from the tray. */
import { z } from 'zod';
import { TenantId } from './basics';

/** The sheet for a new session; tenant null: of last time. */
export const AskedNew = z.object({ tenant: TenantId.nullable() });
export type AskedNew = z.infer<typeof AskedNew>;

/** Channels about it. */
export const askedCalls = {
  /** What Home was asked to begin and has not taken yet, or null: a window that is new asks for it by itself. */
  'new-session.take': { input: z.undefined(), output: AskedNew.nullable() },
} as const;

/** What main tells of it. */
export const askedPushes = {
  /** There is something to take. */
  'new-session.asked': z.null(),
} as const;
