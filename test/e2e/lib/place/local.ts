/** This computer: sessions are processes, and folders of the profile. */
import { execFile } from 'node:child_process';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HASHES, hashesOf } from './hashes';
import { joined } from './journal';
import type { TestPlace } from './place';
import { processesOf } from './processes';

const exec = promisify(execFile);

/** The sessions of a profile on this computer. */
export function localPlace(profile: string): TestPlace {
  const folder = join(profile, 'sessions');
  return {
    kind: 'local',
    env: {},
    // Whoever has a Docker or a cluster is not to have sessions there.
    settings: { places: ['local', 'kubernetes', 'docker'] },
    begin: (home) => home.getByRole('button', { name: /Start a demo session/ }).click(),
    // Another computer has no way to these. What its app would do is the same on any folder.
    async share(other) {
      for (const name of ['sessions', 'agents'])
        await symlink(join(profile, name), join(other, name));
    },
    journalOf(id) {
      const journal = join(folder, id, 'state', 'journal');
      return joined(
        () => readdir(journal),
        (name) => readFile(join(journal, name)),
      );
    },
    fileOf: (id, name) => readFile(join(folder, id, 'work', name)),
    async filesOf(id) {
      const options = { cwd: join(folder, id, 'work'), encoding: 'buffer' } as const;
      return hashesOf((await exec('sh', ['-c', HASHES], options)).stdout);
    },
    async tracesOf(id) {
      const folders = (await readdir(folder)).filter((name) => name === id);
      return [...folders, ...(await processesOf(id)).map(String)];
    },
    everySession: () => readdir(folder),
  };
}
