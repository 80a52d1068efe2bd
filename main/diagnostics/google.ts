/** The sign-in with Google: whose, by which client, whether it is still good, and what it may. */
import { z } from 'zod';
import type { GoogleStatus, Outcome } from '../../preload/contract';
import { Failure } from '../failure';
import type { GoogleAccount } from '../google/account';
import type { ApplicationDefault } from '../google/application-default';
import type { GoogleClusters } from '../google/clusters';
import type { OAuthClient } from '../google/oauth-client';
import { SCOPES } from '../google/scopes';
import { type Check, failed, failedBy, passed, unchecked, warned } from './check';
import { commandField, shellLine } from './commands';

/** What is looked at. */
export interface GoogleChecked {
  readonly account: Pick<GoogleAccount, 'load' | 'renew' | 'token' | 'transport' | 'explain'>;
  readonly clusters: Pick<GoogleClusters, 'list'>;
  /** The project of the settings, or null: none is set. */
  project(): string | null;
  /** Whether the chosen cluster is reached by this sign-in. */
  isUsed(): boolean;
  /** @throws Failure `oauth-client` */
  client(): OAuthClient | null;
  /** @throws Failure `application-default` */
  applicationDefault(): ApplicationDefault | null;
}

const LOGIN = shellLine('gcloud', 'auth', 'application-default', 'login');
/** In the body, as addresses end up in the logs of proxies. */
const TOKEN_INFO = 'https://oauth2.googleapis.com/tokeninfo';
const TokenInfo = z.object({ scope: z.string() });

export function googleChecks(parts: GoogleChecked): Check[] {
  const { account } = parts;
  return [
    {
      id: 'signed-in',
      title: 'Signed in',
      run: async ({ names }) => {
        const status = await account.load();
        if ('account' in status && status.account !== null) names.add('user', status.account);
        return signedInOutcome(status, parts.isUsed());
      },
    },
    {
      id: 'client',
      title: 'Signed in by',
      needs: 'signed-in',
      run: async ({ names }) => {
        const client = parts.client();
        if (client !== null) return passed(`OAuth client ${names.add('object', client.id)}`);
        const found = parts.applicationDefault();
        if (found === null) return passed('Application Default Credentials');
        const file = found.file === null ? 'the metadata server' : names.add('path', found.file);
        return passed(`Application Default Credentials (${found.kind}), ${file}`);
      },
    },
    {
      id: 'token',
      title: 'Token',
      needs: 'signed-in',
      run: async () => {
        try {
          await account.renew();
          return passed('Google gave a new one');
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
          return failedBy(thrown, 'It cannot be renewed', LOGIN);
        }
      },
    },
    {
      id: 'scopes',
      title: 'Scopes',
      needs: 'token',
      run: async () => scopesOutcome(await scopesOf(account)),
    },
    {
      id: 'project',
      title: 'Project',
      needs: 'token',
      run: async ({ names }) => {
        const project = parts.project();
        if (project === null) return unchecked('No project is set.');
        names.add('project', project);
        const { clusters, missing } = await parts.clusters.list(project);
        for (const { name } of clusters) names.add('cluster', name);
        return projectOutcome(project, clusters.length, missing);
      },
    },
  ];
}

/** Pure; `isUsed`: the chosen cluster is reached by it. */
export function signedInOutcome(status: GoogleStatus, isUsed: boolean): Outcome {
  switch (status.kind) {
    case 'signed-in': {
      const where = {
        keychain: 'kept in the keychain',
        memory: 'until GamGUI is closed',
        file: 'by gcloud',
      };
      return passed(
        `${status.account ?? 'An account that Google did not name'}, ${where[status.kept]}`,
      );
    }
    case 'signing-in':
      return unchecked('A sign-in is waiting in the browser.');
    case 'sign-in-again': {
      const { message, fix = '' } = status.reason;
      return failed({ what: 'Sign in again', why: message, fix, ...commandField(LOGIN) });
    }
    case 'signed-out': {
      if (!isUsed && status.reason === null)
        return unchecked('Nobody is signed in, and nothing that is chosen needs it.');
      const why =
        status.reason?.message ??
        'The chosen cluster is reached with Google’s sign-in, and nobody is signed in.';
      const fix = status.canSignIn
        ? 'Press Sign in, in the settings under Cluster.'
        : 'No OAuth client is set. Name one by GAMGUI_OAUTH_CLIENT_ID and GAMGUI_OAUTH_CLIENT_SECRET, or run:';
      return failed({ what: 'Nobody is', why, fix, ...commandField(LOGIN) });
    }
  }
}

async function scopesOf(account: GoogleChecked['account']): Promise<readonly string[]> {
  try {
    const transport = await account.transport();
    const data = new URLSearchParams({ access_token: await account.token() });
    const reply = await transport.request({ url: TOKEN_INFO, method: 'POST', data });
    return TokenInfo.parse(reply.data).scope.split(' ');
  } catch (error) {
    // The error holds the request, and that the token.
    throw account.explain(error, 'The scopes were not read');
  }
}

/** `granted`: as Google says them. Pure. */
export function scopesOutcome(granted: readonly string[]): Outcome {
  const missing = SCOPES.filter((scope) => !granted.includes(scope)).map(short);
  if (missing.length === 0) return passed(SCOPES.map(short).join(', '));
  return failed({
    what: `Missing: ${missing.join(', ')}`,
    why: 'Without cloud-platform clusters cannot be seen, and without userinfo.email they do not know you by your address.',
    fix: 'Sign in again, and allow everything that GamGUI asks for.',
    ...commandField(
      shellLine('gcloud', 'auth', 'application-default', 'login', `--scopes=${SCOPES.join(',')}`),
    ),
  });
}

function short(scope: string): string {
  return scope.slice(scope.lastIndexOf('/') + 1);
}

/** `missing`: locations that did not answer. Pure. */
export function projectOutcome(
  project: string,
  clusters: number,
  missing: readonly string[],
): Outcome {
  const found = clusters === 1 ? '1 cluster' : `${clusters} clusters`;
  const list = commandField(
    shellLine('gcloud', 'container', 'clusters', 'list', '--project', project),
  );
  if (missing.length > 0)
    return warned({
      what: `${missing.length} locations did not answer`,
      why: `Of ${project} ${found} were found; there may be more in ${missing.join(', ')}.`,
      fix: 'Check again in a minute. What there is:',
      ...list,
    });
  if (clusters > 0) return passed(`${found} in ${project}`);
  return warned({
    what: 'No cluster in it',
    why: `The project ${project} has no cluster that you may see.`,
    fix: 'Check the project in the settings. What there is:',
    ...list,
  });
}
