// @ts-check
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path/posix';

/**
 * Why a file may not import something, or undefined where it may. Imports point one way:
 * renderer → preload/contract → nothing; main → preload/contract; nothing imports main. A page
 * reaches neither Node nor Electron.
 * @param {string} file relative to the project, with forward slashes
 * @param {string} specifier as written in the import
 * @returns {string | undefined}
 */
export function whyForbidden(file, specifier) {
  const from = part(file);
  if (!specifier.startsWith('.')) return whyForbiddenPackage(from, specifier);
  const to = part(join(dirname(file), specifier));
  if (to === from || from === 'test' || from === '') return undefined;
  if (to === 'preload' && (from === 'main' || from === 'renderer')) {
    // The bridge runs in the preload alone.
    return join(dirname(file), specifier).startsWith('preload/index')
      ? 'only preload/contract and what it is made of may be imported'
      : undefined;
  }
  return `${from}/ may not import from ${to === '' ? 'the root' : `${to}/`}`;
}

/**
 * @param {string} from
 * @param {string} specifier
 */
function whyForbiddenPackage(from, specifier) {
  if (from !== 'renderer') return undefined;
  if (specifier !== 'electron' && !isBuiltin(specifier)) return undefined;
  return 'a page has neither Node nor Electron';
}

/**
 * @param {string} path
 * @returns {string} the folder of the root that it is in; empty for the root itself
 */
function part(path) {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}
