/** What is made ahead of new sessions in a cluster, as the settings show it. */
import { z } from 'zod';
import { AppError } from './basics';

/** How it stands now. */
export const SpareStatus = z.object({
  /** Can be a session at once. */
  ready: z.number().int().nonnegative(),
  making: z.number().int().nonnegative(),
  /** Why there are not as many as wanted, or null. */
  trouble: AppError.nullable(),
});
export type SpareStatus = z.infer<typeof SpareStatus>;

/** Channels about spares. */
export const spareCalls = {
  'spares.status': { input: z.undefined(), output: SpareStatus },
} as const;

/** What main tells all windows: it is another. */
export const sparePushes = { 'spares.changed': SpareStatus } as const;
