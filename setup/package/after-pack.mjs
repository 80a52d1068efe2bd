// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes out what the runtime in the cache has for `npm start`: the loader, which a packaged app
 * would not run, as it loads from its archive alone.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { getResourcesDir(dir: string): string } }} context
 */
export default async function afterPack({ appOutDir, packager }) {
  rmSync(join(packager.getResourcesDir(appOutDir), 'app'), { recursive: true, force: true });
}
