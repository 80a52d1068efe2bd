/**
 * Brings a tenant's credentials into a container: over the standard input of the agent's `keys` program, which keeps them in
 * memory. They are in no argument, no environment, no label and no layer, and are gone when the container stops.
 */
import { text } from 'node:stream/consumers';
import type { KeptTenant } from '../../../preload/contract';
import { Failure } from '../../failure';
import type { SessionSpec } from '../backend';
import { agentCommand } from '../image';
import type { Engine } from './engine';
import { openExec } from './exec/exec';
import { words } from './failures';
import { containerName } from './names';

/** GAM's files of a tenant by their names, or null: it has none to bring. @throws Failure: they cannot be read */
export type CredentialsOf = (tenant: KeptTenant) => Readonly<Record<string, string>> | null;

/** Resolves when the session has them. What it has already stays: GAM may have changed it. @throws Failure `no-credentials` */
export async function giveCredentials(
  { id, tenant }: SessionSpec,
  engine: Engine,
  credentials: CredentialsOf,
): Promise<void> {
  const files = credentials(tenant);
  if (files === null) return;
  const exec = await openExec(engine, containerName(id), agentCommand('keys'));
  exec.stdout.resume();
  exec.stdin.end(JSON.stringify({ files }));
  const [said, { code }] = await Promise.all([text(exec.stderr), exec.exit]);
  if (code === 0) return;
  const message = `${tenant.name}’s credentials could not be brought into the container: ${words(said.trim())}`;
  throw new Failure('no-credentials', message, 'Check the tenant, and try again.');
}
