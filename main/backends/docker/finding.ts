/** Finds the engine that this user's Docker client would use, and where none is chosen, one that is there. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../failure';
import type { EnginePlace } from './place';

/** What it is found by. */
export interface FindingParts {
  /** The address that the settings say, or null: it is looked for. */
  readonly host: string | null;
  readonly env: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

const Config = z.object({ currentContext: z.string().optional() });
const Context = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string() }) }),
});

/** The engine's place, or null: there is none. @throws Failure `docker-context`: the chosen context cannot be used */
export function findEngine(parts: FindingParts): EnginePlace | null {
  const { host, env } = parts;
  const certificates = env['DOCKER_TLS_VERIFY'] ? (env['DOCKER_CERT_PATH'] ?? null) : null;
  // In the order of Docker's own client (cli/command/cli.go, resolveContextName).
  const given = host ?? (env['DOCKER_HOST'] || null);
  if (given !== null) return { host: given, certificates };
  const context = env['DOCKER_CONTEXT'] || currentContext(env);
  if (context !== undefined && context !== 'default') return ofContext(context, env);
  const socket = usualSockets(parts).find((path) => existsSync(path));
  return socket === undefined ? null : { host: schemeOf(parts) + socket, certificates: null };
}

function schemeOf({ platform = process.platform }: FindingParts): string {
  return platform === 'win32' ? 'npipe://' : 'unix://';
}

/** Where engines listen, the most usual first: Docker's own, Docker Desktop's, then its relatives. */
function usualSockets({ env, platform = process.platform }: FindingParts): string[] {
  if (platform === 'win32')
    return ['docker_engine', 'dockerDesktopLinuxEngine', 'podman-machine-default'].map(
      (name) => `//./pipe/${name}`,
    );
  const home = env['HOME'] || homedir();
  const own = env['XDG_RUNTIME_DIR'];
  const ofUser = (name: string) => (own ? [join(own, name)] : []);
  return [
    '/var/run/docker.sock',
    ...ofUser('docker.sock'),
    ...[
      '.docker/run/docker.sock',
      '.docker/desktop/docker.sock',
      '.colima/default/docker.sock',
      '.orbstack/run/docker.sock',
      '.rd/docker.sock',
    ].map((path) => join(home, path)),
    ...ofUser('podman/podman.sock'),
    '/run/podman/podman.sock',
  ];
}

function configFolder(env: NodeJS.ProcessEnv): string {
  return env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
}

function currentContext(env: NodeJS.ProcessEnv): string | undefined {
  const text = read(join(configFolder(env), 'config.json'));
  try {
    return Config.parse(JSON.parse(text ?? '{}')).currentContext || undefined;
  } catch {
    // Docker's client does not start with such a file; there may be an engine all the same.
    return undefined;
  }
}

/** https://github.com/docker/cli/blob/master/cli/context/store/store.go: a context's folder is named by its hash. */
function ofContext(name: string, env: NodeJS.ProcessEnv): EnginePlace {
  const hash = createHash('sha256').update(name).digest('hex');
  const contexts = join(configFolder(env), 'contexts');
  const tls = join(contexts, 'tls', hash, 'docker');
  try {
    const text = read(join(contexts, 'meta', hash, 'meta.json')) ?? '';
    const host = Context.parse(JSON.parse(text)).Endpoints.docker.Host;
    return { host, certificates: existsSync(tls) ? tls : null };
  } catch {
    const message = `Docker cannot be used: its context “${name}” cannot be read.`;
    throw new Failure('docker-context', message, 'Choose another one with docker context use.');
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
