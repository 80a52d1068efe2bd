/** The app's own file of settings: what of them goes from one computer to another. */
import type { Settings } from '../../../preload/settings';
import { isFields, migrated, VERSION, versionOf } from '../migrations';
import type { Given } from './given';

/** What tells the file from any other JSON. */
const KIND = 'GamGUI settings';

/** What is of this computer alone, or of what a person did on it. */
const LEFT_OUT: readonly string[] = ['lastSession', 'drawerWidth', 'toldClose', 'toldTray'];

/** The parts whose values are settings each. */
const PARTS: readonly string[] = ['cluster', 'shortcuts'];

/** The file's text. There are no secrets in settings: a proxy's password is never kept (preload/values.ts). */
export function ownFile(settings: Settings): string {
  const kept = Object.entries(settings).filter(([key]) => !LEFT_OUT.includes(key));
  return `${JSON.stringify({ kind: KIND, version: VERSION, ...Object.fromEntries(kept) }, null, 2)}\n`;
}

/** What an own file gives, or null: it is another kind of file. A string says why it cannot be read. */
export function givenByOwnFile(json: unknown): readonly Given[] | string | null {
  if (!isFields(json) || json['kind'] !== KIND) return null;
  const version = versionOf(json);
  if (version === null) return 'its version is none';
  const { kind: _kind, version: _version, ...fields } = migrated(json);
  return Object.entries(fields).flatMap(([key, value]): Given[] => {
    if (LEFT_OUT.includes(key)) return [{ key, why: 'it is of another computer alone' }];
    if (!PARTS.includes(key) || !isFields(value)) return [{ key, value }];
    return Object.entries(value).map(([name, one]) => ({ key: `${key}.${name}`, value: one }));
  });
}
