// @ts-check
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

// The stand-in for Google as a program: `node test/google/start.mjs [STATE FILE OF THE CLUSTER]`. It says where it is in one line
// of JSON, obeys lines of JSON on stdin (program.ts), and ends with its stdin.

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('./program.ts', import.meta.url));
// Node 20 does not read TypeScript; Vite, which builds the app, runs it.
const { module } = await runnerImport(entry, { configFile: false, root, logLevel: 'error' });
process.exitCode = await module.program(process.argv[2]);
