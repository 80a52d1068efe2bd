/** Builds the pages alone, as electron-vite does within the whole app. */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  root: resolve(root, 'renderer'),
  logLevel: 'warn',
  plugins: [react()],
  build: {
    target: 'chrome130',
    emptyOutDir: true,
    rollupOptions: {
      input: {
        home: resolve(root, 'renderer/home/index.html'),
        terminal: resolve(root, 'renderer/terminal/index.html'),
      },
    },
  },
});
