/** What can be looked at in a session's container, in a pod or in Docker, by running programs in it. */
import { HASHES, hashesOf } from './hashes';
import { joined } from './journal';
import type { TestPlace } from './place';

/** The session's folder in a container, as its image says (agent/Containerfile). */
const FOLDER = '/session/s';

/** Lines of what a program prints, without empty ones. */
export function linesOf(output: Buffer | string): string[] {
  return output.toString().split('\n').filter(Boolean);
}

/** The looks, by what runs a command in the container of a session and gives what it prints. */
export function looksInside(
  inside: (id: string, ...command: string[]) => Promise<Buffer>,
): Pick<TestPlace, 'journalOf' | 'fileOf' | 'filesOf'> {
  return {
    journalOf(id) {
      const journal = `${FOLDER}/state/journal`;
      return joined(
        async () => linesOf(await inside(id, 'ls', journal)),
        (name) => inside(id, 'cat', `${journal}/${name}`),
      );
    },
    fileOf: (id, name) => inside(id, 'cat', `${FOLDER}/work/${name}`),
    filesOf: async (id) => hashesOf(await inside(id, 'sh', '-c', `cd ${FOLDER}/work && ${HASHES}`)),
  };
}
