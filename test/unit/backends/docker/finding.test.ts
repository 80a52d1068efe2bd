/** The engine is the one that Docker’s own client would use, and where none is chosen, one that is there. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEngine } from '../../../../main/backends/docker/finding';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gamgui-docker-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function put(path: string, content: unknown): void {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

function find(env: NodeJS.ProcessEnv = {}, host: string | null = null) {
  return findEngine({ host, env: { HOME: home, ...env }, platform: 'linux' });
}

function context(name: string, host: string, certificates = false): string {
  const hash = createHash('sha256').update(name).digest('hex');
  const endpoints = { docker: { Host: host, SkipTLSVerify: false } };
  put(`.docker/contexts/meta/${hash}/meta.json`, { Name: name, Endpoints: endpoints });
  if (certificates) put(`.docker/contexts/tls/${hash}/docker/ca.pem`, '');
  return join(home, '.docker/contexts/tls', hash, 'docker');
}

const use = (name: string) => put('.docker/config.json', { auths: {}, currentContext: name });

describe('an engine is found', () => {
  it('by the settings before all', () => {
    context('work', 'unix:///work.sock');
    use('work');
    const env = { DOCKER_HOST: 'unix:///env.sock' };
    expect(find(env, 'unix:///set.sock')?.host).toBe('unix:///set.sock');
    expect(find(env)?.host).toBe('unix:///env.sock');
    expect(find()?.host).toBe('unix:///work.sock');
  });

  it('by the context that is named, which goes before the current one', () => {
    context('work', 'unix:///work.sock');
    const tls = context('far', 'tcp://far.example:2376', true);
    use('work');
    const far = { host: 'tcp://far.example:2376', certificates: tls };
    expect(find({ DOCKER_CONTEXT: 'far' })).toEqual(far);
    expect(find({ DOCKER_CONTEXT: 'far', DOCKER_HOST: 'tcp://x:1' })?.host).toBe('tcp://x:1');
  });

  it('with certificates only where they are asked for', () => {
    const env = { DOCKER_HOST: 'tcp://far:2376', DOCKER_CERT_PATH: '/certs' };
    expect(find(env)?.certificates).toBeNull();
    expect(find({ ...env, DOCKER_TLS_VERIFY: '1' })?.certificates).toBe('/certs');
  });

  it('at the usual sockets, the user’s own and those of Docker’s relatives', () => {
    const run = join(home, 'run');
    const env = { XDG_RUNTIME_DIR: run };
    put('run/podman/podman.sock', '');
    expect(find(env)?.host).toBe(`unix://${run}/podman/podman.sock`);
    put('.colima/default/docker.sock', '');
    expect(find(env)?.host).toBe(`unix://${home}/.colima/default/docker.sock`);
    put('.docker/desktop/docker.sock', '');
    expect(find(env)?.host).toBe(`unix://${home}/.docker/desktop/docker.sock`);
    put('run/docker.sock', '');
    expect(find(env)?.host).toBe(`unix://${run}/docker.sock`);
  });

  it('or it is said which context cannot be read', () => {
    use('gone');
    expect(() => find()).toThrow('its context “gone” cannot be read');
  });

  it('or none, also where the client’s own file is damaged', () => {
    put('.docker/config.json', '{');
    expect(find()).toBeNull();
    use('default');
    expect(find()).toBeNull();
  });
});
