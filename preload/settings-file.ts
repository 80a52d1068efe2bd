/** Settings as a file: what it would change is shown before anything is. */
import { z } from 'zod';

/** A setting in a file, with what becomes of it. */
const FileSetting = z.object({
  /** Where it is in the settings: `fontSize`, `cluster.namespace`, `shortcuts.copy`; or the name that it has in the file. */
  key: z.string(),
});

/** What would be changed. */
export const FileChange = FileSetting.extend({
  /** As it is, as text; empty: nothing. */
  from: z.string(),
  to: z.string(),
  /** The variable of the environment that goes before what is saved. */
  behind: z.string().optional(),
});
export type FileChange = z.infer<typeof FileChange>;

/** What a file cannot give, and why; completes "It is left as it is: …". */
export const FileRefusal = FileSetting.extend({ why: z.string() });
export type FileRefusal = z.infer<typeof FileRefusal>;

/** What a file that was chosen would do. */
export const FilePlan = z.object({
  /** The file's name, for people. */
  name: z.string(),
  kind: z.enum(['settings', 'terraform']),
  changes: z.array(FileChange),
  refused: z.array(FileRefusal),
  /** How many settings of the file hold already. */
  same: z.number().int(),
});
export type FilePlan = z.infer<typeof FilePlan>;

/** The channels of settings as a file. */
export const settingsFileCalls = {
  /** Asks where, and writes the settings there, without secrets; the file's name, or null: it was not wanted. */
  'settings.export': { input: z.undefined(), output: z.string().nullable() },
  /** Asks for a file, and tells what it would change; null: none was chosen. */
  'settings.plan': { input: z.undefined(), output: FilePlan.nullable() },
  /** Makes the changes that were told last, all of them. */
  'settings.import': { input: z.undefined(), output: z.void() },
} as const;
