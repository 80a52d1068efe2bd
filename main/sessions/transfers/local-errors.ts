/** What this computer's file system refused, in words. */
import { Failure } from '../../failure';

const WORDS: Record<string, readonly [code: string, words: string]> = {
  ENOENT: ['not-found', 'There is no such file'],
  EACCES: ['permission', 'This computer does not let GamGUI use it'],
  EPERM: ['permission', 'This computer does not let GamGUI use it'],
  EISDIR: ['not-a-file', 'It is a folder'],
  ENOTDIR: ['not-a-folder', 'It is not in a folder'],
  EEXIST: ['exists', 'There is a file with this name already'],
  ENOSPC: ['disk-full', 'The disk of this computer is full'],
  EROFS: ['permission', 'The disk of this computer cannot be written to'],
};

/** A Failure that names the file; whatever is not the file system's stays as it is. */
export function localFailure(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  const [code, words] = WORDS[String(thrown.code)] ?? ['local', thrown.message];
  return new Failure(code, `${words}: ${path}`, undefined, thrown);
}

/** Does it, and turns what the file system refuses into a Failure. */
export async function locally<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}
