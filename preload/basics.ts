/** What all of the contract is made of: ids, kinds and failures. */
import { z } from 'zod';

/** A session's id: chosen by the app, safe in file names, labels and pod names. */
export const SessionId = z
  .string()
  .regex(/^[a-z][a-z0-9]{4,15}$/)
  .brand('SessionId');
export type SessionId = z.infer<typeof SessionId>;

/** A tenant's id: `demo`, or one the user made. */
export const TenantId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .brand('TenantId');
export type TenantId = z.infer<typeof TenantId>;

/** The tenant whose domain is made up: nothing real is lost in it. */
export const DEMO_ID = TenantId.parse('demo');

/** Where sessions can run. */
export const BackendKind = z.enum(['kubernetes', 'docker', 'local']);
export type BackendKind = z.infer<typeof BackendKind>;

/** The size of a session; the local place has no limits of its own and says so. */
export const SessionSize = z.enum(['standard', 'large', 'extra-large']);
export type SessionSize = z.infer<typeof SessionSize>;

/** Milliseconds since 1970 UTC. */
export const Time = z.number().int().nonnegative();

/** What is shown of a failure. `message` says what did not happen and why, `fix` what to do. */
export const AppError = z.object({
  /** A stable word for programs and tests, for example `no-python`. */
  code: z.string(),
  message: z.string(),
  fix: z.string().optional(),
});
export type AppError = z.infer<typeof AppError>;

/** How a process ended: by a code, or by a signal's name without SIG. */
export const Exit = z.union([
  z.object({ code: z.number().int() }),
  z.object({ signal: z.string() }),
]);
export type Exit = z.infer<typeof Exit>;
