/** What this computer's file system refused, in words. */
import { Failure } from '../../failure';

interface Words {
  readonly code: string;
  readonly words: string;
  readonly fix?: string;
}

const DENIED: Words = {
  code: 'permission',
  words: 'This computer does not let GamGUI use it',
  fix: 'Choose another folder, or change its permissions.',
};
const FULL: Words = {
  code: 'disk-full',
  words: 'The disk of this computer is full',
  fix: 'Make room on it, or choose a folder on another disk.',
};
const FILES: Words = {
  code: 'too-many',
  words: 'This computer has too many files open',
  fix: 'Close other programs and try again.',
};

const WORDS: Record<string, Words> = {
  ENOENT: {
    code: 'not-found',
    words: 'There is no such file or folder on this computer',
    fix: 'Look for a mistake in its name, or whether it was moved.',
  },
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: {
    code: 'permission',
    words: 'The disk can only be read',
    fix: 'Choose a folder on another disk.',
  },
  EBUSY: {
    code: 'permission',
    words: 'Another program holds it',
    fix: 'Close that program and try again.',
  },
  EISDIR: { code: 'not-a-file', words: 'It is a folder' },
  ENOTDIR: { code: 'not-a-folder', words: 'A folder on the way to it is a file' },
  EEXIST: {
    code: 'exists',
    words: 'There is a file with this name already',
    fix: 'Choose another name, or say that it may be replaced.',
  },
  ENAMETOOLONG: {
    code: 'not-found',
    words: 'The name is too long for this computer',
    fix: 'Choose a shorter name.',
  },
  ENOSPC: FULL,
  EDQUOT: FULL,
  EFBIG: {
    code: 'disk-full',
    words: 'This disk takes no file that large',
    fix: 'Choose a folder on another disk.',
  },
  EMFILE: FILES,
  ENFILE: FILES,
};

/** A Failure for a system's error code, naming the file. */
export function localFailure(system: string, path: string | Buffer, cause?: unknown): Failure {
  const known = WORDS[system];
  if (known !== undefined)
    return new Failure(known.code, `${known.words}: ${path}`, known.fix, cause);
  const fix = 'Try again, or use a folder on another disk.';
  return new Failure('local', `This computer could not do it (${system}): ${path}`, fix, cause);
}

/** Does it, and turns what the file system refuses into a Failure; anything else stays as it is. */
export async function locally<T>(path: string | Buffer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw told(thrown, path);
  }
}

/** The same at once. */
export function locallySync<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw told(thrown, path);
  }
}

function told(thrown: unknown, path: string | Buffer): unknown {
  const system = systemCode(thrown);
  return system === null ? thrown : localFailure(system, path, thrown);
}

/** The code of a system's error, such as ENOENT; null of any other. */
export function systemCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('syscall' in thrown) || !('code' in thrown)) return null;
  return String(thrown.code);
}
