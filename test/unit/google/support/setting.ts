/** The stand-in, a profile and an account of it, for one test; all of it goes with the test. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { GoogleAccount, type GoogleParts } from '../../../../main/google/account';
import { GoogleClusters } from '../../../../main/google/clusters';
import type { Keychain } from '../../../../main/google/keychain';
import { makeNetwork } from '../../../../main/network/make';
import type { Network } from '../../../../main/network/network';
import { browse, type Shown } from '../../../google/browser';
import { type Google, type GoogleOptions, startGoogle } from '../../../google/stand-in';
import { CLIENT } from '../../../google/world';

/** What a test has. */
export interface Setting {
  readonly google: Google;
  readonly network: Network;
  readonly profile: string;
  /** The pages that the browser shows: a sign-in may be over before its page is there. */
  readonly pages: Promise<Shown>[];
  /** A file in a folder of the test's, whose path is returned. */
  file(name: string, content: unknown): string;
  account(parts?: Changed): GoogleAccount;
  clusters(account: GoogleAccount, env?: NodeJS.ProcessEnv): GoogleClusters;
}

/** What a test has otherwise; the keychain is there at once. */
type Changed = Partial<Omit<GoogleParts, 'keychain'>> & { keychain?: Keychain | null };

/** Only what a test says: nothing of the person's who runs it. */
const NOTHING = { HOME: '/nonexistent' };

/** Makes it. At the end every request must have been one that the real client makes. */
export async function setting(options: GoogleOptions = {}): Promise<Setting> {
  const google = await startGoogle(options);
  const profile = mkdtempSync(join(tmpdir(), 'gamgui-profile-'));
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-files-'));
  onTestFinished(async () => {
    await google.close();
    for (const path of [profile, folder]) rmSync(path, { recursive: true, force: true });
    expect(google.world.unexpected).toEqual([]);
  });
  const login = options.login === undefined ? '' : `${options.login}@`;
  const proxy = google.proxy.replace('//', `//${login}`);
  const network = makeNetwork({ proxy, noProxy: '', caFile: google.caFile });
  const pages: Promise<Shown>[] = [];
  return {
    google,
    network,
    profile,
    pages,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
      return path;
    },
    account: ({ keychain = null, ...parts } = {}) =>
      new GoogleAccount({
        profile,
        env: NOTHING,
        network,
        keychain: async () => keychain,
        client: () => CLIENT,
        openBrowser: async (url) => {
          pages.push(browse(url, network));
        },
        ...parts,
      }),
    clusters: (account, env = NOTHING) => new GoogleClusters({ account, network, env }),
  };
}

/** Every byte that is kept in a folder, as text. */
export function allBytes(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
