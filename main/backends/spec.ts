/** A session's specification as it is kept on disk: in a record, and beside a session of this computer. */
import { z } from 'zod';
import { KeptTenant, SessionId, SessionSize } from '../../preload/contract';
import type { SessionSpec } from './backend';

const Duration = z.number().int().positive().nullable();

/** backend.ts says what the fields mean. */
export const StoredSpec: z.ZodType<SessionSpec> = z.object({
  id: SessionId,
  name: z.string(),
  tenant: KeptTenant,
  size: SessionSize,
  lifeMs: Duration,
  idleMs: Duration,
  oneShot: z.boolean(),
  createdAt: z.number().int().nonnegative(),
  at: z.string().nullable().default(null),
});
