// @ts-check
import { join } from 'node:path';
import { root } from './paths.mjs';

/** What is bundled in the place of a package, in the app and in programs that tests make of it. */
export const aliases = { ssh2: join(root, 'main/backends/docker/no-ssh.ts') };
