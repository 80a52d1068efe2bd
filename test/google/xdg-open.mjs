#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
// @ts-check
import { runnerImport } from 'vite';

// In place of the user's browser, as `xdg-open ADDRESS`: goes to Google and back, by HTTPS_PROXY and GAMGUI_CA_FILE.

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('./browser-program.ts', import.meta.url));
const { module } = await runnerImport(entry, { configFile: false, root, logLevel: 'error' });
await module.browserProgram(process.argv[2]);
