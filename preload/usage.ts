/** What a session uses, as its terminal window is told of it. */
import { z } from 'zod';
import { Time } from './basics';

/** At one moment; null: not known, or there is no limit. */
export const UsageSample = z.object({
  at: Time,
  /** Processors, 1 being one whole one. */
  cpu: z.number().nonnegative().nullable(),
  /** Bytes. */
  memory: z.number().nonnegative().nullable(),
  memoryLimit: z.number().positive().nullable(),
  disk: z.number().nonnegative().nullable(),
  diskLimit: z.number().positive().nullable(),
});
export type UsageSample = z.infer<typeof UsageSample>;

/** So long samples are kept. ms */
export const USAGE_MS = 600_000;

/** Channels about the usage of the calling terminal window's session. */
export const usageCalls = {
  /** The last ten minutes, the oldest first; the window is told of what follows. */
  'usage.get': { input: z.undefined(), output: z.array(UsageSample) },
} as const;

/** What main tells a terminal window: the newest sample, where it is another to a person. */
export const usagePushes = { 'usage.sample': UsageSample } as const;
