/** Versions of the app, by the rules of https://semver.org. */
import semver from 'semver';
import { z } from 'zod';

/** A version exactly as it is written: no `v` before it, no build behind it, and so nothing that an address could not hold. */
export const Version = z
  .string()
  .max(64)
  .refine((text) => semver.valid(text) === text, 'it is no version')
  .brand('Version');
export type Version = z.infer<typeof Version>;

/** Whether a release is to be offered to who has `current`: only a newer one, and none that is a try (1.4.0-rc.1). */
export function isNewer(release: Version, current: string): boolean {
  if (semver.valid(current) === null || semver.prerelease(release) !== null) return false;
  return semver.gt(release, current);
}
