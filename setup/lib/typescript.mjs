// @ts-check
import { root } from './paths.mjs';

/**
 * Runs modules in TypeScript, which Node 20 does not read: by Vite, which builds the app. They may load others as long as the
 * work lasts.
 * @template T
 * @param {(load: (file: string) => Promise<any>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withModules(work) {
  const { createServer, createServerModuleRunner } = await import('vite');
  const server = await createServer({
    ...{ configFile: false, root, logLevel: 'error', appType: 'custom' },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
  try {
    return await work((file) => runner.import(file));
  } finally {
    await runner.close();
    await server.close();
  }
}
