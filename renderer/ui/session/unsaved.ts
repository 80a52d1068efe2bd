/** What is said of credentials that GAM has changed in a session. */
import type { CredentialFile } from '../../../preload/contract';

/** "oauth2.txt and oauth2service.json". */
function names(files: readonly CredentialFile[]): string {
  const last = files.at(-1) ?? '';
  return files.length < 2 ? last : `${files.slice(0, -1).join(', ')} and ${last}`;
}

/** What the next session lacks. */
function lack(files: readonly CredentialFile[]): string {
  if (files.includes('oauth2service.json') || files.includes('oauth2.txt'))
    return 'has the old one, which may be refused';
  return 'has what was there before';
}

/** What is so, and what it means; `isOver`: the session has ended. */
export function unsavedWords(
  files: readonly CredentialFile[],
  isOver = false,
): { title: string; text: string } {
  const kept = isOver ? 'It was kept in that session alone' : 'It is kept in this session alone';
  return {
    title: `GAM changed ${names(files)} in this session.`,
    text: `${kept}: the next one ${lack(files)}.`,
  };
}

/** Whether one of them can be saved back: a session's gam.cfg is its own. */
export function canBeSaved(files: readonly CredentialFile[]): boolean {
  return files.some((name) => name !== 'gam.cfg');
}
