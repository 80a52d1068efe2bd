/** Saving back what GAM has changed of a tenant's credentials. No credential is ever in a message of these. */
import { z } from 'zod';
import { SessionId } from './basics';

/** The files of a tenant's credentials, by their usual names. */
export const CredentialFile = z.enum([
  'gam.cfg',
  'client_secrets.json',
  'oauth2.txt',
  'oauth2service.json',
]);
export type CredentialFile = z.infer<typeof CredentialFile>;

/** Of a file's whole content, in hex. */
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file as it was shown to the person: nothing else is written in its place. */
export const AgreedFile = z.object({ file: CredentialFile, sha256: Sha256 }).strict();
export type AgreedFile = z.infer<typeof AgreedFile>;

/** What would be written where, as it is asked. */
export const SavePlan = z.object({
  /** Where they go as a whole, or why they cannot be saved. */
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('folder'), folder: z.string() }),
    z.object({ kind: z.literal('secret'), name: z.string(), where: z.string() }),
    z.object({ kind: z.literal('none'), why: z.string() }),
  ]),
  writes: z.array(
    z.object({
      file: CredentialFile,
      /** The path of a file, or the key of a Secret. */
      to: z.string(),
      /** Whose it is, by what it says itself: "signed in as admin@example.com". */
      about: z.string(),
      /** Of what would be written, as main has read it. */
      sha256: Sha256,
    }),
  ),
  /** Changed too, and not to be saved, with the reason. */
  leaves: z.array(z.object({ file: CredentialFile, why: z.string() })),
});
export type SavePlan = z.infer<typeof SavePlan>;

const Which = z.object({ id: SessionId }).strict();

/** What windows may ask. */
export const credentialCalls = {
  /** What saving would write, and where; nothing is written. */
  'credentials.plan': { input: Which, output: SavePlan },
  /**
   * Writes what was agreed to. What is not as it was shown any more is refused, and so is what would overwrite a change that
   * was made there since the session began.
   */
  'credentials.save': {
    input: Which.extend({ agreed: z.array(AgreedFile).min(1).max(4) }),
    output: z.array(CredentialFile),
  },
} as const;
