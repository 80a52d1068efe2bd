/** Paths of a session, which are bytes in base64: put together and taken apart without being read. Pure. */
import { type SessionName, SessionPath } from '../../../preload/contract';

/** A folder on the way to the one that is shown, with its name as text. */
export interface Crumb {
  readonly path: SessionPath;
  readonly text: string;
}

/** The session's working folder. */
export const WORK: SessionPath = SessionPath.parse('');

/** The path of a name in a folder. */
export function pathIn(folder: SessionPath, name: SessionName): SessionPath {
  const below = atob(name);
  return SessionPath.parse(btoa(folder === '' ? below : `${atob(folder)}/${below}`));
}
