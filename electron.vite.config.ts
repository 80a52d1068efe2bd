import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The oldest Electron that the app supports is 33: Node 20.18 and Chromium 130.
const NODE = 'node20.18';
const CHROMIUM = 'chrome130';

// Everything is bundled, so the packaged app has no node_modules: fewer files to read at start, and
// nothing in the archive that is not used.
export default defineConfig({
  main: {
    resolve: { alias: { ssh2: resolve('main/backends/docker/no-ssh.ts') } },
    build: {
      target: NODE,
      externalizeDeps: false,
      outDir: 'out/main',
      rollupOptions: { input: { index: resolve('main/index.ts') } },
    },
  },
  preload: {
    build: {
      target: NODE,
      externalizeDeps: false,
      minify: true,
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: resolve('preload/index.ts') },
        // A sandboxed preload is loaded as CommonJS:
        // https://www.electronjs.org/docs/latest/tutorial/esm#esm-preload-scripts-must-have-the-mjs-extension
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: {
      // Pages are parsed each time a window opens: less text, sooner a prompt. Main keeps its names for stack traces.
      minify: true,
      target: CHROMIUM,
      outDir: 'out/renderer',
      rollupOptions: {
        input: {
          home: resolve('renderer/home/index.html'),
          terminal: resolve('renderer/terminal/index.html'),
        },
      },
    },
  },
});
