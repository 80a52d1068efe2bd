/** What of the app can be checked, and by what. */
import { homedir, hostname, userInfo } from 'node:os';
import { type Session, type Target, TargetKey } from '../../preload/contract';
import { ClusterReader } from '../backends/kubernetes/rest/reader';
import type { Core } from '../core';
import { findApplicationDefault } from '../google/application-default';
import { readOAuthClient } from '../google/oauth-client';
import type { Check } from './check';
import { clusterChecks } from './cluster/checks';
import { computerChecks } from './computer';
import { Diagnostics } from './diagnostics';
import { dockerChecks } from './docker';
import { googleChecks } from './google';
import { localChecks } from './local';
import type { Names } from './names';
import { sessionChecks } from './session/checks';
import { spareChecks } from './spares';
import { tenantChecks } from './tenant';

/** The diagnostics of one profile. */
export function makeDiagnostics(core: Core): Diagnostics {
  return new Diagnostics({
    targets: (wanted) => targetsOf(core, wanted),
    checksOf: (key) => checksOf(core, key),
    note: (names) => noteAll(core, names),
    version: core.version,
  });
}

/** The key of a session's target. */
export function sessionKey(id: string): TargetKey {
  return TargetKey.parse(`session:${id}`);
}

function tenantKey(id: string): TargetKey {
  return TargetKey.parse(`tenant:${id}`);
}

const THIS: readonly Target[] = [
  { key: TargetKey.parse('computer'), group: 'computer', title: 'This computer', backend: null },
  { key: TargetKey.parse('google'), group: 'computer', title: 'Google sign-in', backend: null },
];

/** Sessions that are listed, the newest first: of more nobody looks for one here. */
const MOST_SESSIONS = 50;

function targetsOf(
  { backends, sessions, tenants, reach }: Core,
  wanted: TargetKey | null,
): Target[] {
  const places = backends.map(({ kind, title }): Target => {
    const named = kind === 'kubernetes' ? clusterName(reach) : null;
    return { key: TargetKey.parse(kind), group: 'places', title: named ?? title, backend: kind };
  });
  const domains = tenants.list().map(({ id, name }): Target => {
    return { key: tenantKey(id), group: 'tenants', title: name, backend: null };
  });
  const all = sessions.list().map(({ id, name, backend }): Target => {
    return { key: sessionKey(id), group: 'sessions', title: name, backend };
  });
  return [
    ...THIS,
    ...places,
    ...domains,
    ...all.filter(({ key }, at) => at < MOST_SESSIONS || key === wanted),
  ];
}

/** The name of the chosen cluster, or null: none is, or it cannot be named. */
function clusterName(reach: Core['reach']): string | null {
  try {
    const place = reach.current();
    return place === null ? null : place.way === 'gke' ? place.cluster : place.context;
  } catch {
    return null;
  }
}

function checksOf(core: Core, key: TargetKey): readonly Check[] {
  const { version, profile, network, desktop, runtime, agent, reach, engine, effective } = core;
  switch (key) {
    case 'computer': {
      const { isOnline, keychain } = desktop;
      const serverDate = (signal: AbortSignal) => dateOf(core, signal);
      return computerChecks({ version, profile, network, isOnline, keychain, serverDate });
    }
    case 'google':
      return googleOf(core);
    case 'kubernetes':
      return [...clusterChecks({ reach, network }), ...spareChecks(core.spares)];
    case 'docker':
      return dockerChecks({ engine, image: () => effective().pods.image });
    case 'local':
      return localChecks({ profile, agent, runtime });
    default:
      return [...tenantOf(core, key), ...sessionOf(core, key)];
  }
}

function tenantOf({ tenants }: Core, key: TargetKey): readonly Check[] {
  return tenants
    .list()
    .filter(({ id }) => key === tenantKey(id))
    .flatMap(tenantChecks);
}

function sessionOf({ sessions, reach, network }: Core, key: TargetKey): readonly Check[] {
  const id = key.slice(key.indexOf(':') + 1);
  const session = sessions.all().find((one) => key.startsWith('session:') && one.id === id);
  if (session === undefined) return [];
  const checked = {
    view: (): Session => session.view(),
    at: session.spec.at,
    connection: () => sessions.connection(session.id),
  };
  return sessionChecks(checked, { reach, network });
}

function googleOf({ google, env, effective }: Core): Check[] {
  return googleChecks({
    ...google,
    project: () => effective().project,
    isUsed: () => effective().place?.way === 'gke',
    client: () => readOAuthClient(env, null),
    applicationDefault: () => findApplicationDefault(env),
  });
}

/** The time of the chosen cluster's server, where one is chosen: what tokens are refused by. */
async function dateOf({ reach, network }: Core, signal: AbortSignal) {
  const place = reach.current();
  if (place === null) return null;
  const reader = new ClusterReader(await reach.open(place), network);
  const asked = { path: '/version', doing: { verb: 'get', resource: 'version' } } as const;
  return { date: (await reader.reply(asked, signal)).headers.date };
}

/** What may be in any text, whoever wrote it. */
function noteAll(core: Core, names: Names): void {
  const { profile, agent, sessions, tenants, effective } = core;
  for (const { id, name, domain } of tenants.list()) {
    names.add('tenant', name);
    names.add('tenant', id);
    names.add('domain', domain);
  }
  for (const { id, name, tenant, place } of sessions.list()) {
    names.add('session', name);
    names.add('session', id);
    names.add('tenant', tenant.name);
    names.add('domain', tenant.domain);
    names.add('object', place.detail);
  }
  for (const path of [profile, agent, homedir()]) names.add('path', path);
  names.add('user', userInfo().username);
  names.add('host', hostname());
  noteSettings(effective(), names);
}

const KINDS = {
  clusterName: 'cluster',
  location: 'cluster',
  project: 'project',
  context: 'context',
  kubeconfig: 'path',
  namespace: 'namespace',
  serviceAccount: 'object',
  podTemplate: 'object',
  image: 'image',
  serviceName: 'object',
  ingressHost: 'host',
  ingressPath: 'path',
  proxy: 'host',
  noProxy: 'host',
  caFile: 'path',
  oauthClientId: 'secret',
} as const;

function noteSettings({ list }: ReturnType<Core['effective']>, names: Names): void {
  for (const { key, value, origin } of list)
    if (value !== null && origin !== 'default' && key in KINDS)
      names.add(KINDS[key as keyof typeof KINDS], value);
}
