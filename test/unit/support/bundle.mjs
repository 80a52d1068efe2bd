// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { aliases } from '../../../setup/lib/aliases.mjs';

/**
 * Bundles a module for Node: the app's own code can then run in a process of its own, as Node cannot run TypeScript
 * everywhere.
 * @param {string} entry
 * @returns {Promise<{ file: string, remove: () => void }>} `remove` removes the bundle
 */
export async function bundle(entry) {
  const outDir = mkdtempSync(join(tmpdir(), 'gamgui-bundle-'));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: aliases },
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  });
  const remove = () => rmSync(outDir, { recursive: true });
  return { file: join(outDir, 'entry.mjs'), remove };
}
