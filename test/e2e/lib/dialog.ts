/** The questions that main asks in dialogs of the desktop. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ElectronApplication } from '@playwright/test';

const exec = promisify(execFile);

/** Waits for the desktop's own dialog with this title, and presses keys in it, in xdotool's words: the focus is on its default button. Linux. */
export async function answerDialog(title: string, ...keys: string[]): Promise<void> {
  const find = ['search', '--sync', '--onlyvisible', '--name', `^${title}$`];
  await exec('xdotool', [...find, 'windowactivate', '--sync']);
  await exec('xdotool', ['key', '--delay', '100', ...keys]);
}

/** Answers them from now on, without the desktop, and keeps what they say. Button 0 is the first. */
export async function answerDialogs(
  app: ElectronApplication,
  button: number,
  checkboxChecked = false,
): Promise<() => Promise<string[]>> {
  await app.evaluate(
    ({ app, dialog }, answer) => {
      const said: string[] = [];
      Object.assign(app, { saidInDialogs: said });
      const tell = async (...words: unknown[]) => {
        said.push(JSON.stringify(words.at(-1)));
        return answer;
      };
      Object.assign(dialog, { showMessageBox: tell });
    },
    { response: button, checkboxChecked },
  );
  return () => app.evaluate(({ app }) => Reflect.get(app, 'saidInDialogs'));
}
