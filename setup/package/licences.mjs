// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../lib/paths.mjs';

const SOURCE = /\.(ts|tsx)$/;

/**
 * The licences of all packages whose code may be in the app: those its sources import, and what
 * these depend on. Electron and Chromium bring theirs as files of their own.
 * @returns {string} one text
 * @throws {Error} when a package comes without a licence file
 */
export function thirdPartyLicences() {
  const names = closure(importedPackages(['main', 'preload', 'renderer']));
  const parts = names.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version} (${license})\n\n${licenceOf(folder, license)}`;
  });
  return `GamGUI contains code of these packages.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/**
 * @param {string[]} folders
 * @returns {string[]} names of the packages that sources in the folders import
 */
function importedPackages(folders) {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const imported = files.flatMap((file) =>
    ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName),
  );
  return imported
    .filter((name) => !name.startsWith('.') && !isBuiltin(name) && name !== 'electron')
    .map(packageName);
}

/**
 * @param {string} specifier such as `react/jsx-runtime`
 * @returns {string}
 */
export function packageName(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * @param {string[]} names
 * @returns {string[]} them and all they depend on, sorted
 */
function closure(names) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} name */
  const visit = (name) => {
    const file = join(root, 'node_modules', name, 'package.json');
    if (found.has(name) || !existsSync(file)) return;
    found.add(name);
    Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {}).forEach(visit);
  };
  // JSX is compiled to calls of it, without an import in the sources.
  [...names, 'react', 'react-dom'].forEach(visit);
  return [...found].sort();
}

/**
 * @param {string} folder
 * @param {unknown} licence what package.json says
 * @returns {string}
 */
function licenceOf(folder, licence) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file) return readFileSync(join(folder, file), 'utf8').trim();
  if (typeof licence === 'string') return `(The package carries no licence text: ${licence}.)`;
  throw new Error(`${folder} names no licence.`);
}
