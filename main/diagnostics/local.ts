/** Sessions on this computer: what they run on. */
import { readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../../preload/contract';
import { AgentCopies, hashAgent } from '../backends/local/agent-copy';
import { LONGEST, runFolderOf } from '../backends/local/run-folder';
import { Failure } from '../failure';
import type { RuntimeFinder } from '../runtime/runtime';
import { type Check, failed, failedBy, passed, unchecked, warned } from './check';
import { commandField, shellLine } from './commands';

/** What is looked at. */
export interface LocalChecked {
  readonly profile: string;
  /** The agent that came with the app. */
  readonly agent: string;
  readonly runtime: Pick<RuntimeFinder, 'look'>;
  readonly platform?: NodeJS.Platform;
}

/** How long GAM may take to say its version on a slow computer, ms. */
const GAM_MS = 60_000;

export function localChecks(parts: LocalChecked): Check[] {
  const platform = parts.platform ?? process.platform;
  if (platform === 'win32') return [{ id: 'system', title: 'System', run: async () => WINDOWS }];
  return [
    ...runtimeChecks(parts, platform),
    ...folderChecks(parts),
    ...(platform === 'linux' ? linuxChecks() : []),
  ];
}

const WINDOWS = failed({
  what: 'Windows',
  why: 'Sessions cannot run on Windows itself.',
  fix: 'Use Docker, or a cluster. In WSL, use GamGUI for Linux.',
});

function runtimeChecks({ runtime }: LocalChecked, platform: NodeJS.Platform): Check[] {
  // Both look for GAM, which knows a Python: it is looked for once.
  let found: ReturnType<RuntimeFinder['look']> | null = null;
  const look = () => {
    if (found === null) {
      found = runtime.look();
      // Whoever waits for it hears what is thrown; nobody may.
      for (const one of [found.python, found.gam]) one.catch(() => {});
    }
    return found;
  };
  return [
    {
      id: 'python',
      title: 'Python 3.10 or later',
      limitMs: GAM_MS,
      run: ({ names }) =>
        told('There is none', pythonCommand(platform), async () => {
          const { path, version } = await look().python;
          return passed(`${version}, ${names.add('path', path)}`);
        }),
    },
    {
      id: 'gam',
      title: 'GAM',
      limitMs: GAM_MS,
      run: ({ names }) =>
        told('There is none', shellLine('pipx', 'install', 'gam7'), async () => {
          const { command, version, origin } = await look().gam;
          const whose = origin === 'user' ? 'your own' : 'from set-up';
          return passed(`${version}, ${whose}, ${names.add('path', command[0] ?? '')}`);
        }),
    },
  ];
}

function pythonCommand(platform: NodeJS.Platform): string | undefined {
  return platform === 'darwin'
    ? shellLine('brew', 'install', 'python')
    : shellLine('sudo', 'apt-get', 'install', 'python3');
}

function folderChecks({ agent, profile }: LocalChecked): Check[] {
  return [
    {
      id: 'agent',
      title: 'Agent',
      run: ({ names }) =>
        told('It cannot be read', undefined, async () => {
          const isThere = (await readdir(agent).catch(() => [])).length > 0;
          const own = isThere ? await hashAgent(names.add('path', agent)) : null;
          if (own === null)
            throw new Failure(
              'no-agent',
              `The agent in ${agent} cannot be read.`,
              'Install GamGUI again.',
            );
          const copies = new AgentCopies(agent, profile);
          const there = await readdir(join(profile, 'agents')).catch(() => []);
          const hashes = there.filter((name) => !name.startsWith('.'));
          const whole = await Promise.all(hashes.map((hash) => copies.isWhole(hash)));
          return agentOutcome(
            own,
            hashes.filter((_, index) => !whole[index]),
          );
        }),
    },
    {
      id: 'run-folder',
      title: 'Folder for sockets',
      run: async ({ names }) => {
        const folder = names.add('path', runFolderOf(profile));
        const mode = await stat(folder).then(
          (found) => found.mode,
          () => null,
        );
        return runFolderOutcome(folder, mode);
      },
    },
  ];
}

/** `mode`: of the folder, or null: it is not there yet. Pure. */
export function runFolderOutcome(folder: string, mode: number | null): Outcome {
  const length = Buffer.byteLength(folder);
  if (length > LONGEST)
    return failed({
      what: 'Its path is too long',
      why: `${folder} has ${length} bytes. A socket’s path may have 104, so the folder’s at most ${LONGEST}.`,
      fix: 'Name a profile folder with a shorter path in GAMGUI_PROFILE.',
    });
  if (mode === null) return passed(`${folder} is made with the first session`);
  if ((mode & 0o077) === 0) return passed(folder);
  return failed({
    what: 'Others can enter it',
    why: `${folder} is open to other users of this computer, so sessions cannot have their sockets in it.`,
    fix: 'Close it:',
    ...commandField(shellLine('chmod', '700', folder)),
  });
}

/** `changed`: copies of sessions that are not as they were made. Pure. */
export function agentOutcome(own: string, changed: readonly string[]): Outcome {
  if (changed.length === 0) return passed(`sha256 ${own.slice(0, 12)}`);
  return warned({
    what: changed.length === 1 ? '1 copy was changed' : `${changed.length} copies were changed`,
    why: 'Sessions that run keep their copy of the agent; what was changed in it may not work.',
    fix: 'End the sessions of this computer that were made before, and make new ones.',
  });
}

/** https://man7.org/linux/man-pages/man2/statfs.2.html */
const TMPFS_MAGIC = 0x01_02_19_94;

function linuxChecks(): Check[] {
  return [
    {
      id: 'processes',
      title: 'Processes',
      run: async () => {
        const own = await readFile(`/proc/${process.pid}/environ`).catch(() => null);
        if (own !== null) return passed('/proc shows them');
        return failed({
          what: '/proc is not there',
          why: 'The processes of a session are found there when it is ended.',
          fix: 'Have /proc mounted:',
          ...commandField(shellLine('sudo', 'mount', '-t', 'proc', 'proc', '/proc')),
        });
      },
    },
    {
      id: 'memory-folder',
      title: 'Folder in memory',
      run: async () => {
        const found = await statfs('/dev/shm').catch(() => null);
        if (found === null) return unchecked('There is no /dev/shm.');
        return memoryOutcome(found.type);
      },
    },
  ];
}

/** `type`: of the file system of /dev/shm. Pure. */
export function memoryOutcome(type: number): Outcome {
  if (type === TMPFS_MAGIC) return passed('/dev/shm is in memory');
  return warned({
    what: '/dev/shm is on a disk',
    why: 'What GAM notes of the rows of a bulk job has secrets in it and is kept in memory alone: rows are not counted here.',
    fix: 'Have a tmpfs mounted there:',
    ...commandField(shellLine('sudo', 'mount', '-t', 'tmpfs', 'tmpfs', '/dev/shm')),
  });
}

/** A check whose failures are told in a few words, with a command. */
async function told(
  what: string,
  command: string | undefined,
  check: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await check();
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const isMissing = thrown.code === 'no-python' || thrown.code === 'no-gam';
    return failedBy(thrown, isMissing ? what : wordsOf(thrown.code), command);
  }
}

function wordsOf(code: string): string {
  if (code === 'old-python') return 'It is too old';
  if (code === 'bad-gam') return 'It does not answer';
  return 'It cannot be used';
}
