/** Some tests kill a process that runs the app's own code: it is bundled first, as Node cannot run TypeScript everywhere. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Bundles a module for Node. `remove` removes the bundle. */
export async function bundle(entry: string): Promise<{ file: string; remove: () => void }> {
  const outDir = mkdtempSync(join(tmpdir(), 'gamgui-bundle-'));
  await build({
    configFile: false,
    logLevel: 'error',
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
