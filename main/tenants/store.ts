/** Writes the tenants that a person made: PROFILE/tenants.json, through its schema. Nothing secret is in it. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import type { AppError, KeptTenant, NewTenant, TenantId } from '../../preload/contract';
import { added, changed, removed } from './edit';
import { readTenants, TENANTS_FILE, TenantsFile, tenantsFile } from './kept';

/** The tenants of one profile, for the app with windows. */
export class TenantStore {
  /** What the user must be told of them at the start. */
  readonly notices: AppError[] = [];
  readonly #store: ElectronStore<TenantsFile>;
  readonly #listeners = new Set<() => void>();
  #all: KeptTenant[] = [];

  /** `profile` is its folder. */
  constructor(profile: string) {
    this.#load(profile);
    const defaults: TenantsFile = { version: 1, tenants: [] };
    this.#store = new ElectronStore<TenantsFile>({ cwd: profile, name: TENANTS_FILE, defaults });
    if (this.notices.length > 0) this.#write(this.#all);
  }

  add(given: NewTenant): KeptTenant {
    const { all, tenant } = added(this.#all, given);
    this.#write(all);
    return tenant;
  }

  /** @throws Failure `no-tenant` */
  change(id: TenantId, given: NewTenant): KeptTenant {
    const { all, tenant } = changed(this.#all, id, given);
    this.#write(all);
    return tenant;
  }

  /** @throws Failure `no-tenant` */
  remove(id: TenantId): void {
    this.#write(removed(this.#all, id));
  }

  /** Calls the listener after each change. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #write(all: KeptTenant[]): void {
    this.#store.store = TenantsFile.parse({ version: 1, tenants: all });
    this.#all = all;
    for (const listener of this.#listeners) listener();
  }

  #load(profile: string): void {
    const file = tenantsFile(profile);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return;
    }
    const { tenants, damage } = readTenants(text);
    this.#all = tenants;
    if (damage === null) return;
    const kept = `${TENANTS_FILE}.damaged-${Date.now()}.json`;
    renameSync(file, join(profile, kept));
    this.notices.push({
      code: 'tenants-damaged',
      message: `The list of tenants could not be read whole: ${damage}.`,
      fix: `The old file is kept as ${kept} in ${profile}. Add what is missing under Tenants.`,
    });
  }
}
