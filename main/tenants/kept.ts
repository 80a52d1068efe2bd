/** The tenants that a person made, as they are on the disk: for whoever only reads them too, as the command line does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KeptTenant } from '../../preload/contract';

/** The name of the file in the profile, without its ending. */
export const TENANTS_FILE = 'tenants';

/** A tenant of the file: the demo's id, hatch and source are the app's own. */
const OwnTenant = KeptTenant.refine(
  ({ id, colour, source }) => id !== 'demo' && colour !== 'demo' && source.kind !== 'demo',
);

/** What the file holds. */
export const TenantsFile = z.object({ version: z.literal(1), tenants: z.array(OwnTenant) });
export type TenantsFile = z.infer<typeof TenantsFile>;

/** The tenants in a file's text, one by one: a bad one loses no other. `damage` says what was wrong, or is null. */
export function readTenants(text: string): { tenants: KeptTenant[]; damage: string | null } {
  const list = listIn(text);
  if (list === null) return { tenants: [], damage: 'it is not a list of tenants' };
  const good = list.flatMap((one) => OwnTenant.safeParse(one).data ?? []);
  const tenants = [...new Map(good.map((one) => [one.id, one])).values()];
  const lost = list.length - tenants.length;
  return { tenants, damage: lost === 0 ? null : `${lost} of ${list.length} cannot be used` };
}

function listIn(text: string): readonly unknown[] | null {
  try {
    const file = z.object({ version: z.literal(1), tenants: z.array(z.unknown()) });
    return file.parse(JSON.parse(text)).tenants;
  } catch {
    return null;
  }
}

/** What is kept in a profile now; nothing where there is no file. */
export function keptTenants(profile: string): KeptTenant[] {
  try {
    return readTenants(readFileSync(tenantsFile(profile), 'utf8')).tenants;
  } catch {
    return [];
  }
}

/** Where the file is. */
export function tenantsFile(profile: string): string {
  return join(profile, `${TENANTS_FILE}.json`);
}
