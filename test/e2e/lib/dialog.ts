/** The desktop's own dialogs, answered by the keyboard as a person would. Linux. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** Waits for the dialog with this title, and presses keys in it, in xdotool's words: the focus is on its default button. */
export async function answerDialog(title: string, ...keys: string[]): Promise<void> {
  const find = ['search', '--sync', '--onlyvisible', '--name', `^${title}$`];
  await exec('xdotool', [...find, 'windowactivate', '--sync']);
  await exec('xdotool', ['key', '--delay', '100', ...keys]);
}
