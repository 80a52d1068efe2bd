/**
 * How settings of earlier versions become today's. Each step is pure, and takes what a file held, good or bad: what is in
 * it is checked after the last one (read.ts). A file without a version is of version 0.
 */

/** What is in a settings file, not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether something read as JSON has fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** From version 0: the life of a new session is a setting of its own, no part of what was chosen last. */
function withLife(fields: Fields): Fields {
  const { lastSession } = fields;
  if (!isFields(lastSession) || !Object.hasOwn(lastSession, 'lifeMs')) return fields;
  const { lifeMs, ...rest } = lastSession;
  return { lifeMs, ...fields, lastSession: rest };
}

/** One step a version, in order. Steps stay as they are: there are files of every version. */
const STEPS: readonly ((fields: Fields) => Fields)[] = [withLife];

/** The version that is written now. */
export const VERSION = STEPS.length;

/** A file's version, or null: it names none that there could be. */
export function versionOf({ version = 0 }: Fields): number | null {
  return typeof version === 'number' && Number.isSafeInteger(version) && version >= 0
    ? version
    : null;
}

/** The fields as this version has them; those of a newer version as they are. */
export function migrated(fields: Fields): Fields {
  const from = versionOf(fields) ?? VERSION;
  return STEPS.slice(from).reduce((before, step) => step(before), fields);
}
