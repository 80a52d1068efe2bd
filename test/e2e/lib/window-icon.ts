/** The icon of a window as the desktop's task switcher is given it. X11. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** How many pixels of the icon of the window whose title ends so are of a colour, `0b7a75`: a job may stand before it. */
export async function iconPixels(title: string, colour: string): Promise<number> {
  const found = await exec('xdotool', ['search', '--onlyvisible', '--name', `${title}$`]);
  const [id = ''] = found.stdout.split('\n');
  const format = ['-f', '_NET_WM_ICON', '32c', '$0+'];
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await exec('xprop', ['-id', id, ...format, '_NET_WM_ICON'], options);
  const wanted = Number.parseInt(`ff${colour}`, 16);
  return (stdout.match(/\d+/g) ?? []).filter((pixel) => Number(pixel) === wanted).length;
}
