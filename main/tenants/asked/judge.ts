/**
 * What GAM's answers about its own credentials mean. GAM is asked by three commands, each of which asks Google:
 * `gam oauth refresh` has the sign-in renewed, `gam oauth info` shows what it is good for, and
 * `gam user ADMIN check serviceaccount` tries each permission of the service account. Texts: those of GAM 7.49
 * (gamlib/glmsgs.py), and Google's (https://developers.google.com/identity/protocols/oauth2).
 */
import type { TenantFinding } from '../../../preload/contract';
import { scopeFindings } from './scope-findings';

/** How a command ended, and what it printed. */
export interface Answer {
  /** GAM's code; null: a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const AGAIN = 'Sign in again in a session of the tenant: gam oauth create';

interface Trouble {
  readonly is: RegExp;
  readonly text: string;
  readonly fix: string;
}

/** No way to Google; also by GAM's codes alone. */
const NETWORK: Trouble = {
  is: /Unable to find the server|Max retries exceeded|timed out|Network is unreachable|Connection (?:refused|reset|aborted)|Name or service not known|Failed to establish|getaddrinfo|ProxyError|Cannot connect to proxy/i,
  text: 'Google could not be reached: nothing is known of the credentials.',
  fix: 'Check the network there, and the proxy in the settings, and check again.',
};

/** The first that fits is told. */
const TROUBLES: readonly Trouble[] = [
  {
    is: /Reauthentication is needed|invalid_rapt|rapt_required/i,
    text: 'Google wants the administrator to sign in again (invalid_rapt): the length of their sessions is limited.',
    fix: `${AGAIN}. To have it for good, exempt GAM’s OAuth client under Google Cloud session control in the Admin console.`,
  },
  {
    is: /(?:is|has been) expired or (?:has been )?revoked/i,
    text: 'The administrator’s sign-in has expired or was revoked (invalid_grant).',
    fix: AGAIN,
  },
  {
    is: /deleted_client|invalid_client|unauthorized_client/i,
    text: 'Google does not take the OAuth client: it was deleted, or its secret was changed.',
    fix: 'Make one in a session of the tenant: gam create project, then gam oauth create.',
  },
  {
    is: /account has been deleted|Account restricted|Invalid email or User ID/i,
    text: 'The administrator who signed in is deleted or suspended.',
    fix: 'Sign in as another one in a session of the tenant: gam oauth create',
  },
  NETWORK,
  {
    is: /API access denied|access_denied/i,
    text: 'Google denies the administrator’s sign-in the access that GAM asks for.',
    fix: AGAIN,
  },
];
/** GAM's codes for sockets, Google's APIs and the network. */
const NETWORK_CODES = new Set([3, 4, 5]);

/** What the renewing says: null, it went well. */
function troubleOf({ code, stdout, stderr }: Answer): TenantFinding | null {
  if (code === 0) return null;
  const said = `${stderr}\n${stdout}`;
  const found =
    TROUBLES.find(({ is }) => is.test(said)) ??
    (code !== null && NETWORK_CODES.has(code) ? NETWORK : undefined);
  if (found !== undefined) return { kind: 'bad', text: found.text, fix: found.fix };
  // Not its words: they may quote what is in the files.
  const how = code === null ? 'was ended by a signal' : `ended with ${code}`;
  const fix = 'See what it says in a session of the tenant: gam oauth info';
  return { kind: 'bad', text: `GAM ${how}, and does not say why Google was not asked.`, fix };
}

/** What `gam oauth info` shows: who, and which scopes. */
export function signInOfInfo(stdout: string): { admin: string | null; scopes: string[] } {
  const admin = /^\s*Google Workspace Admin: (\S+@\S+)$/m.exec(stdout)?.[1] ?? null;
  const scopes = stdout.match(/^\s+(?:https:\/\/\S+|openid|email|profile)$/gm) ?? [];
  return { admin, scopes: scopes.map((line) => line.trim()) };
}

/** The findings on the administrator's sign-in. */
export function judgeSignIn(refreshed: Answer, info: Answer | null): TenantFinding[] {
  const trouble = troubleOf(refreshed) ?? (info === null ? null : troubleOf(info));
  if (trouble !== null) return [trouble];
  const { admin, scopes } = signInOfInfo(info?.stdout ?? '');
  const who = admin === null ? 'the sign-in' : `the sign-in of ${admin}`;
  return [{ kind: 'ok', text: `Google takes ${who}.` }, ...scopeFindings(scopes)];
}

/** The findings on the service account, which acts for users. */
export function judgeService(checked: Answer): TenantFinding[] {
  const lines = checked.stdout.split('\n').map((line) => line.trim());
  const failed = lines.filter((line) => /\sFAIL\b/.test(line));
  const scopes = failed.flatMap((line) => /^https:\/\/\S+/.exec(line)?.[0] ?? []);
  if (failed.length > 0 && scopes.length === failed.length)
    return [
      {
        kind: 'warn',
        text: `The service account may not act for users in ${scopes.length} of the ways that GAM knows: ${scopes.map(short).join(', ')}.`,
        fix: 'Allow it in a session of the tenant: gam user ADMIN update serviceaccount',
      },
    ];
  if (lines.some((line) => /\sPASS\b/.test(line)) && failed.length === 0)
    return [{ kind: 'ok', text: 'The service account may act for users.' }];
  const trouble = troubleOf(checked);
  if (failed.length === 0 && trouble !== null) return [{ ...trouble, kind: 'warn' }];
  const text = 'Google does not take the service account’s key, or this computer’s clock is wrong.';
  return [
    { kind: 'warn', text, fix: 'See which in a session: gam user ADMIN check serviceaccount' },
  ];
}

function short(scope: string): string {
  return scope.replace('https://www.googleapis.com/auth/', '');
}
