/** This computer: sessions are processes, and folders of the profile. */
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { joined } from './journal';
import type { TestPlace } from './place';
import { processesOf } from './processes';

/** The sessions of a profile on this computer. */
export function localPlace(profile: string): TestPlace {
  const folder = join(profile, 'sessions');
  return {
    kind: 'local',
    env: {},
    settings: {},
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
    async tracesOf(id) {
      const folders = (await readdir(folder)).filter((name) => name === id);
      return [...folders, ...(await processesOf(id)).map(String)];
    },
    everySession: () => readdir(folder),
  };
}
