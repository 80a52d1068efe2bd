/** The questions that main asks in dialogs of the desktop. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type ElectronApplication, expect } from '@playwright/test';

const exec = promisify(execFile);

/** A dialog that has not come, or gone, by then never will. ms */
const DIALOG_MS = 60_000;

/** Waits for the desktop's own dialog with this title, presses keys in it, in xdotool's words, and waits until it is gone: the focus is on its default button. Linux. */
export async function answerDialog(title: string, ...keys: string[]): Promise<void> {
  const named = ['--onlyvisible', '--name', `^${title}$`];
  const { stdout } = await exec('xdotool', ['search', '--sync', ...named], {
    timeout: DIALOG_MS,
  }).catch((error) => {
    throw new Error(`no dialog “${title}” came`, { cause: error });
  });
  const [id] = stdout.split('\n');
  await exec('xdotool', ['windowactivate', '--sync', `${id}`], { timeout: DIALOG_MS });
  await exec('xdotool', ['key', '--delay', '100', ...keys]);
  // Nothing is found any more: xdotool then ends with 1.
  await expect
    .poll(() => exec('xdotool', ['search', ...named]).catch(() => null), {
      message: `the dialog “${title}” is gone`,
      timeout: DIALOG_MS,
    })
    .toBeNull();
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
