/** What the app is started with so that it signs in at the stand-in for Google, by a browser that answers by itself. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Google } from '../../google/stand-in';
import { CLIENT } from '../../google/world';

/** An environment for the app, until it is removed. */
export interface SigningIn {
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Makes one. */
export async function signingIn({ proxy, caFile }: Google): Promise<SigningIn> {
  const programs = await mkdtemp(join(tmpdir(), 'gamgui-browser-'));
  const browser = join(programs, 'xdg-open');
  const script = resolve(import.meta.dirname, '../../google/xdg-open.mjs');
  await writeFile(browser, `#!/bin/sh\nexec '${process.execPath}' '${script}' "$1"\n`);
  await chmod(browser, 0o755);
  return {
    env: {
      PATH: `${programs}${delimiter}${process.env['PATH']}`,
      HTTPS_PROXY: proxy,
      GAMGUI_CA_FILE: caFile,
      GAMGUI_OAUTH_CLIENT_ID: CLIENT.id,
      GAMGUI_OAUTH_CLIENT_SECRET: CLIENT.secret,
      // Nothing of the person's who runs this.
      CLOUDSDK_CONFIG: programs,
      GOOGLE_APPLICATION_CREDENTIALS: '',
    },
    remove: () => rm(programs, { recursive: true, force: true }),
  };
}
