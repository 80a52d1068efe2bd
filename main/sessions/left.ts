/** What there still is of a session that has ended, and giving it to a new one. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Left, SessionId } from '../../preload/contract';
import { visible } from '../../preload/visible';
import type { LeftFiles } from '../backends/backend';
import type { ManagedSession } from './session';
import type { RemotePath } from './transfers/files-client';
import type { Transfers } from './transfers/queue/transfers';

/** Names that are told of each kind; the rest would not be read. */
const MOST = 100;
/** The working folder. */
const WORK: RemotePath = Buffer.from('');
/** What a transfer that was cut off has left (agent/PROTOCOL.md, Entry). */
const PART = /^\.gamgui-[0-9a-f]{16,32}\.part$/;

/** Files and folders of this computer, and the folder of the session that they go to. */
interface Source {
  readonly local: string;
  readonly to: RemotePath;
  readonly name: string;
}

/** What is in the folder of a session of this computer. Links lead elsewhere, and are left out as in any transfer. */
async function inFolder(folder: string): Promise<Source[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => (entry.isFile() || entry.isDirectory()) && !PART.test(entry.name))
    .map(({ name }) => ({ local: join(folder, name), to: WORK, name: visible(name) }));
}

/** What can be sent: of files that are gone what was sent to the session from this computer, and is still there. */
async function sources(files: LeftFiles, id: SessionId, transfers: Transfers): Promise<Source[]> {
  if (files.kind === 'here') return inFolder(files.folder);
  // What was sent twice is sent once: the second would ask about its own name.
  const sent = new Map(transfers.moved(id).sent.map((one) => [`${one.to} ${one.local}`, one]));
  return [...sent.values()].filter(({ local }) => existsSync(local));
}

function names(all: readonly { readonly name: string }[]): string[] {
  return [...new Set(all.map(({ name }) => name))].slice(0, MOST);
}

/** What a person is told of it. Never throws. */
export async function whatIsLeft(session: ManagedSession, transfers: Transfers): Promise<Left> {
  const files = await session.backend.left(session.id);
  const again = names(await sources(files, session.id, transfers));
  const { sent, saved } = transfers.moved(session.id);
  const isHere = files.kind === 'here';
  const missing = isHere ? [] : names(sent.filter(({ local }) => !existsSync(local)));
  return { files: isHere ? { kind: 'here' } : files, again, missing, saved: names(saved) };
}

/** Begins to send a session what is left of another one; its transfers tell how far that is. @throws Failure */
export async function giveLeft(
  from: ManagedSession,
  to: SessionId,
  transfers: Transfers,
): Promise<void> {
  const all = await sources(await from.backend.left(from.id), from.id, transfers);
  const folders = new Map(all.map((one) => [Buffer.from(one.to).toString('base64'), one.to]));
  for (const [key, folder] of folders) {
    const paths = all.filter((one) => Buffer.from(one.to).toString('base64') === key);
    await transfers.send(
      to,
      paths.map(({ local }) => local),
      folder,
    );
  }
}
