/** The command line inside Electron: no window, no single-instance lock, a Chromium profile that is thrown away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { agentFolder, makeCore } from '../core';
import { electronDesktop } from '../desktop/sign-in';
import { profileFolder } from '../profile';
import { runCli } from './cli';
import type { CliIo, CliSignal } from './io';

const SIGNALS: readonly CliSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs one command and exits with its code. `words` are without the program's name. */
export async function runFromElectron(words: readonly string[]): Promise<void> {
  const chromium = mkdtempSync(join(tmpdir(), 'gamgui-cli-'));
  app.setPath('sessionData', chromium);
  const io = ownIo();
  const version = app.getVersion();
  const agent = agentFolder({
    isPackaged: app.isPackaged,
    path: app.getAppPath(),
    resources: process.resourcesPath,
  });
  const open = () => {
    const profile = profileFolder(io.env, io.cwd);
    return makeCore({ profile, agent, version, env: io.env, desktop: electronDesktop });
  };
  const code = await runCli(words, io, { version, open });
  process.once('exit', () => rmSync(chromium, { recursive: true, force: true }));
  app.exit(code);
}

/** The process's own streams and signals. npm runs in the project's folder and names the caller's. */
function ownIo(): CliIo {
  const { stdin, stdout, stderr, env } = process;
  return {
    stdin,
    stdout,
    stderr,
    env,
    cwd: env['INIT_CWD'] || process.cwd(),
    onSignal(listener) {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
  };
}
