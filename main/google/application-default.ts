/**
 * Application Default Credentials: where they are and whose.
 * https://cloud.google.com/docs/authentication/application-default-credentials
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../failure';

const Text = z.string().optional().catch(undefined);
const File = z.object({
  type: z.enum([
    'authorized_user',
    'service_account',
    'external_account',
    'external_account_authorized_user',
    'impersonated_service_account',
  ]),
  client_email: Text,
  account: Text,
  service_account_impersonation_url: Text,
  project_id: Text,
  quota_project_id: Text,
});

/** Credentials that are there. No secret is in this. */
export interface ApplicationDefault {
  /** The file, or null: this machine's own account is asked for, from Google's metadata server. */
  readonly file: string | null;
  readonly kind: z.infer<typeof File>['type'] | 'metadata';
  /** The account's address, where the file says it. */
  readonly account: string | null;
  /** The project that it belongs to, or that is charged. */
  readonly project: string | null;
}

const FIX = 'Run: gcloud auth application-default login';

/** Google's metadata server is asked only where the user says so: elsewhere that takes seconds, and goes through the proxy. */
function wantsMetadata(env: NodeJS.ProcessEnv): boolean {
  const word = env['METADATA_SERVER_DETECTION']?.trim().toLowerCase();
  return word !== undefined && word !== '' && word !== 'none';
}

/** gcloud's folder. */
function cloudFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const named = env['CLOUDSDK_CONFIG'];
  if (named) return named;
  const home = env['HOME'] || homedir();
  if (platform === 'win32')
    return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'gcloud');
  return join(home, '.config', 'gcloud');
}

/** The project of the credentials, or null: there are none, or they name none. */
export function projectOfDefault(env: NodeJS.ProcessEnv): string | null {
  try {
    return findApplicationDefault(env)?.project ?? null;
  } catch {
    // What is wrong with them is told where they are used.
    return null;
  }
}

/** The credentials that hold now, or null: there are none. @throws Failure `application-default` */
export function findApplicationDefault(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): ApplicationDefault | null {
  const named = env['GOOGLE_APPLICATION_CREDENTIALS'];
  const usual = join(cloudFolder(env, platform), 'application_default_credentials.json');
  if (named || existsSync(usual)) return read(named || usual);
  if (!wantsMetadata(env)) return null;
  return { file: null, kind: 'metadata', account: null, project: null };
}

function read(file: string): ApplicationDefault {
  const parsed = File.safeParse(json(file));
  if (!parsed.success) throw bad(file, 'it is not of a kind that Google’s libraries know');
  const { type, client_email, account, project_id, quota_project_id } = parsed.data;
  const url = parsed.data.service_account_impersonation_url ?? '';
  const impersonated = /\/serviceAccounts\/([^/:]+):/.exec(url)?.[1];
  return {
    file,
    kind: type,
    account: impersonated || client_email || account || null,
    project: project_id || quota_project_id || null,
  };
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // The parser's message quotes the file, where keys are.
    throw bad(file, `it cannot be read (${codeOf(error)})`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'not JSON';
}

function bad(file: string, why: string): Failure {
  const message = `Google’s Application Default Credentials in ${file} cannot be used: ${why}.`;
  return new Failure('application-default', message, FIX);
}
