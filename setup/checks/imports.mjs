// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from '../lib/paths.mjs';
import { whyForbidden } from './directions.mjs';

// Prints every import that points the wrong way; exits 1 if there is one.

const FOLDERS = ['main', 'preload', 'renderer', 'setup', 'test'];
const SOURCE = /\.(ts|tsx|mts|cts|js|mjs|cjs)$/;

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
);

for (const file of files) {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  for (const { fileName } of importedFiles) {
    const why = whyForbidden(file, fileName);
    if (!why) continue;
    process.stdout.write(`${file} imports ${fileName}: ${why}\n`);
    process.exitCode = 1;
  }
}
