/** A session, and the states it can be in. */
import { z } from 'zod';
import { BackendKind, SessionId, SessionSize, Time } from './basics';
import { CredentialFile } from './credentials';
import { End, NearEnd } from './ends';
import { Job } from './jobs';
import { Tenant } from './tenants';

/** The one state machine of a session; each state with the reason a person understands. */
export const SessionState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('creating'), step: z.number(), of: z.number(), text: z.string() }),
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('attached') }),
  z.object({ kind: z.literal('detached') }),
  z.object({
    kind: z.literal('reconnecting'),
    /** Past: it is being tried. Null: it is not tried by itself. */
    nextTryAt: Time.nullable(),
    reason: z.string(),
    /** This computer has no network. */
    offline: z.boolean(),
  }),
  /** It can be reached only when the user has signed in again; it goes on meanwhile. */
  z.object({ kind: z.literal('sign-in-again'), reason: z.string() }),
  z.object({ kind: z.literal('ending'), since: Time, tries: z.number().int() }),
  End.extend({ kind: z.literal('ended'), at: Time }),
  z.object({ kind: z.literal('failed'), reason: z.string(), fix: z.string().optional() }),
]);
export type SessionState = z.infer<typeof SessionState>;

/** A session that was started again in its place: what ran in it was ended, its files and output are there. */
export const Restart = z.object({
  reason: z.enum(['out-of-memory', 'killed', 'unknown']),
  at: Time,
});
export type Restart = z.infer<typeof Restart>;

/** A session as windows know it. */
export const Session = z.object({
  id: SessionId,
  /** Given by the user, or the id. Shown with control characters made visible. */
  name: z.string(),
  tenant: Tenant,
  backend: BackendKind,
  /** Where it runs, in two lines: "Local", "this computer". */
  place: z.object({
    title: z.string(),
    detail: z.string(),
    why: z.string(),
    /** The image and GAM's version that it runs, where the place knows: "GAM 7.49.00, team/gamgui:1.0". */
    runs: z.string().optional(),
  }),
  size: SessionSize,
  state: SessionState,
  /** The last time that it was started again, where it was. */
  restart: Restart.optional(),
  /** Credential files that GAM has changed in it and that the next session will not have, where there are any. */
  unsaved: z.array(CredentialFile).optional(),
  createdAt: Time,
  /** When its life ends at the latest, or null: never by itself. */
  endsAt: Time.nullable(),
  /** The end that is near, if one is: it is announced. */
  nearEnd: NearEnd.nullable(),
  /** The job that runs, else the last one. */
  job: Job.nullable(),
  /** False where too many sessions run to watch them all: job and end may be old. */
  watched: z.boolean(),
});
export type Session = z.infer<typeof Session>;
