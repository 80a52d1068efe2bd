/** The app's own Electron without the app: its windows show the app's pages, and main is stood in for. */
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { appLaunch } from '../../../setup/lib/launch.mjs';
import { servePages } from '../../renderer-pages/open.mjs';

const ROOT = join(import.meta.dirname, '../../..');

/** It, and where the pages are served. */
export interface Shell {
  readonly app: ElectronApplication;
  /** "http://127.0.0.1:PORT" */
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts it. */
export async function startShell(): Promise<Shell> {
  // WebGL is to be had where no graphics card is, too: a test has it lost.
  const { command: executablePath, args, env } = appLaunch(['--use-angle=swiftshader']);
  const shell = join(ROOT, 'test/renderer-pages/shell');
  const app = await _electron.launch({
    executablePath,
    args,
    env: { ...process.env, ...env, GAMGUI_APP: shell },
  });
  const served = await servePages(join(ROOT, 'out/renderer'));
  return {
    app,
    origin: served.origin,
    close: async () => {
      await app.close();
      served.close();
    },
  };
}
