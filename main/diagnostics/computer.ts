/** This computer: the app, its folder, the keychain, and the way out. */
import { X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { release, userInfo } from 'node:os';
import type { Outcome } from '../../preload/contract';
import type { Keychain } from '../google/keychain';
import type { Network } from '../network/network';
import { type Check, failed, passed, unchecked, warned } from './check';
import { clockOutcome } from './clock';
import { bytesWords } from './cluster/amounts';
import { commandField, shellLine } from './commands';

/** What is looked at. */
export interface ComputerParts {
  readonly version: string;
  /** The profile's folder. */
  readonly profile: string;
  readonly network: Network;
  isOnline(): boolean;
  /** Null: there is none. */
  keychain(): Promise<Keychain | null>;
  /** The `Date` header of a server that is used anyway, or null: none is. @throws Failure */
  serverDate(signal: AbortSignal): Promise<{ readonly date: string | undefined } | null>;
}

export function computerChecks(parts: ComputerParts): Check[] {
  const { version, profile, network } = parts;
  return [
    {
      id: 'app',
      title: 'Versions',
      run: async () => {
        const { electron, node } = process.versions;
        const runs = electron === undefined ? `Node ${node}` : `Electron ${electron}`;
        return passed(
          `GamGUI ${version}, ${runs}, ${process.platform} ${release()} ${process.arch}`,
        );
      },
    },
    {
      id: 'profile',
      title: 'Profile folder',
      run: async ({ names }) => {
        const path = names.add('path', profile);
        const { mode, uid } = await stat(path);
        const canWrite = await access(path, constants.W_OK | constants.X_OK).then(
          () => true,
          () => false,
        );
        const isOwn = process.platform === 'win32' || uid === userInfo().uid;
        return profileOutcome(path, { mode, isOwn, canWrite });
      },
    },
    {
      id: 'space',
      title: 'Free space',
      run: async ({ names }) => {
        const { bavail, bsize } = await statfs(profile);
        return spaceOutcome(names.add('path', profile), bavail * bsize);
      },
    },
    {
      id: 'keychain',
      title: 'Keychain',
      run: async () => keychainOutcome(await parts.keychain()),
    },
    {
      id: 'network',
      title: 'Network',
      run: async () =>
        parts.isOnline()
          ? passed('Connected')
          : failed({
              what: 'There is none',
              why: 'This computer is connected to no network. Sessions of clusters go on; they cannot be reached.',
              fix: 'Connect to a network.',
            }),
    },
    {
      id: 'proxy',
      title: 'Proxy',
      run: async ({ names }) => {
        // What is wrong with the settings of the way out is thrown where it is used.
        network.agent('example.com');
        if (network.proxy === null) return passed('None is set');
        names.add('host', new URL(network.proxy).host);
        return passed(network.proxy);
      },
    },
    {
      id: 'ca',
      title: 'CA file',
      needs: 'proxy',
      run: async () => caOutcome(network.ca, Date.now()),
    },
    {
      id: 'clock',
      title: 'Clock',
      needs: 'network',
      run: async ({ signal }) => {
        const sent = Date.now();
        const said = await parts.serverDate(signal);
        if (said === null)
          return unchecked('Neither Google nor a cluster is used, so no server is asked.');
        return clockOutcome(said.date, sent, Date.now());
      },
    },
  ];
}

/** Whether only the user can enter the folder, and write in it. Pure. */
export function profileOutcome(
  path: string,
  is: { readonly mode: number; readonly isOwn: boolean; readonly canWrite: boolean },
): Outcome {
  if (!is.isOwn || !is.canWrite) {
    return failed({
      what: is.isOwn ? 'It cannot be written' : 'It is another user’s',
      why: `GamGUI keeps settings and sessions in ${path}, and cannot.`,
      fix: 'Give it back to yourself:',
      ...commandField(shellLine('sudo', 'chown', '-R', userInfo().username, path)),
    });
  }
  if (process.platform === 'win32' || (is.mode & 0o077) === 0) return passed(path);
  return warned({
    what: 'Others can look into it',
    why: `${path} is open to other users of this computer.`,
    fix: 'Close it:',
    ...commandField(shellLine('chmod', '700', path)),
  });
}

const GIB = 2 ** 30;

/** `free`: bytes. Pure. */
export function spaceOutcome(path: string, free: number): Outcome {
  const says = `${bytesWords(free)} free`;
  if (free >= GIB) return passed(says);
  const trouble = {
    what: says,
    why: `Sessions of this computer, what is fetched from others, and records are written where ${path} is.`,
    fix: 'Make room. What takes most:',
    ...commandField(shellLine('du', '-xhd1', path)),
  };
  return free < GIB / 10 ? failed(trouble) : warned(trouble);
}

/** https://www.electronjs.org/docs/latest/api/safe-storage */
export function keychainOutcome(keychain: Keychain | null): Outcome {
  const backend = keychain?.getSelectedStorageBackend?.();
  const canUse = keychain?.isEncryptionAvailable() === true && backend !== 'basic_text';
  if (canUse) return passed(backend === undefined ? 'Ready' : `Ready (${backend})`);
  return warned({
    what: 'None that can be used',
    why: 'A sign-in with Google is kept in memory alone, and is over when GamGUI is closed.',
    fix:
      process.platform === 'linux'
        ? 'Install a keychain, such as GNOME Keyring or KWallet, and unlock it.'
        : 'Unlock the keychain of this computer.',
  });
}

const DAY_MS = 24 * 3_600_000;

/** `pems`: the certificates of the user's file; `now` in ms since 1970. Pure. */
export function caOutcome(pems: readonly string[], now: number): Outcome {
  if (pems.length === 0) return passed('None is set');
  const ends = pems.map((pem) => Date.parse(new X509Certificate(pem).validTo));
  const over = ends.filter((end) => end < now).length;
  const count = pems.length === 1 ? '1 certificate' : `${pems.length} certificates`;
  if (over > 0)
    return warned({
      what: `${over} of ${count} expired`,
      why: 'What was signed by them is not trusted any more.',
      fix: 'Ask whoever keeps your network for the new file, and name it in the settings.',
    });
  const days = Math.floor((Math.min(...ends) - now) / DAY_MS);
  return passed(`${count}, good for ${days} days`);
}
