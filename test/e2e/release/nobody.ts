/** A person without rights, for whom Chromium's sandbox is on. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from './app';

/** Debian's user and group ids of `nobody` and `nogroup`. */
const NOBODY = 65_534;

/**
 * Makes the folder `nobody`'s home, from where the screen of this run can be reached. Only root can
 * become somebody else; everybody else is without rights already, and stays who they are.
 */
export function nobody(home: string): Person {
  if (process.getuid?.() !== 0) return { become: [], switches: [], env: {} };
  const authority = join(home, 'authority');
  if (process.env['XAUTHORITY']) copyFileSync(process.env['XAUTHORITY'], authority);
  for (const path of [home, authority]) chownSync(path, NOBODY, NOBODY);
  chmodSync(authority, 0o600);
  const become = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
  // The session bus is root's and takes no one else; nor may others write to the run's folder.
  const env = { XAUTHORITY: authority, DBUS_SESSION_BUS_ADDRESS: 'disabled:', TMPDIR: home };
  return { become, switches: [], env };
}

/** Copies the packaged app to where an installed program is: everyone may run it, no one may change it. */
export function install(folder: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-r', '--reflink=auto', folder, to], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
