/** A network between the app and the sessions of this computer, which can lose everything and tell nobody (python.py). */
import { chmod, copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '../../../../main/runtime/python';

/** Such a network. */
export interface Hole {
  /** What the app is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Everything is lost from now on. */
  open(): Promise<void>;
  /** It goes on where it stood still. */
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes one that loses nothing yet. */
export async function makeHole(): Promise<Hole> {
  const folder = await mkdtemp(join(tmpdir(), 'gamgui-hole-'));
  const python = join(folder, 'python.py');
  await copyFile(join(import.meta.dirname, 'python.py'), python);
  await chmod(python, 0o755);
  await symlink((await findPython(process.env)).path, join(folder, 'real'));
  const mark = join(folder, 'hole');
  return {
    env: { GAMGUI_PYTHON: python },
    open: () => writeFile(mark, ''),
    close: () => rm(mark),
    remove: () => rm(folder, { recursive: true }),
  };
}
