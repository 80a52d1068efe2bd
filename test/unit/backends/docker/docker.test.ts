/** The place Docker, where its engine is away, refuses, or has to pull: a real one is in test/e2e. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../../../main/backends/backend';
import { DockerBackend } from '../../../../main/backends/docker/docker';
import { placeText } from '../../../../main/backends/docker/place';
import type { BackendKind, SessionId } from '../../../../preload/contract';
import { CLUSTER_DEFAULTS } from '../../../../preload/contract';
import { aSpec } from '../kubernetes/a-spec';
import { type Answers, type FakeEngine, fakeEngine, json, USUAL } from './fake-engine';

const IMAGE = 'team/gamgui:1.0';
const engines: FakeEngine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

function backendAt(host: string | null, image: string | null = IMAGE, recorded: string[] = []) {
  const place = host === null ? null : { host, certificates: null };
  const at = place === null ? null : placeText(place);
  return new DockerBackend({
    engine: () => place,
    settings: () => ({ image, sizes: CLUSTER_DEFAULTS.sizes, timezone: 'UTC' }),
    credentials: () => null,
    recorded: { all: () => recorded, of: (_id: SessionId) => at },
  });
}

async function engine(answers: Answers): Promise<FakeEngine> {
  const one = await fakeEngine({ ...USUAL, ...answers });
  engines.push(one);
  return one;
}

const NEVER = new AbortController().signal;
const specAt = (host: string) => aSpec({ at: placeText({ host, certificates: null }) });

describe('a look at Docker', () => {
  it('says which engine it is', async () => {
    const { host } = await engine({});
    const text = `Docker 28.2.2 at ${host.replace('unix://', '')}`;
    expect(await backendAt(host).check()).toEqual({ kind: 'ready', text });
  });

  it('says that there is none', async () =>
    expect(await backendAt(null).check()).toMatchObject({ kind: 'unset' }));

  it('says that nothing answers, and the fix', async () => {
    const { error } = Object(await backendAt('unix:///nowhere/docker.sock').check());
    expect(error).toEqual({
      code: 'docker-away',
      message: 'Docker cannot be used: nothing answers at its socket.',
      fix: 'Start Docker, or choose another place.',
    });
  });

  it('takes the newest session image where none is set, and is not set up without one', async () => {
    const none = await engine({});
    expect(await backendAt(none.host, null).check()).toMatchObject({ kind: 'unset' });
    const images = [
      { Created: 1, RepoTags: ['old:1'], Id: 'sha256:0' },
      { Created: 2, RepoTags: ['new:1'], Id: 'sha256:1' },
    ];
    const one = await engine({ 'GET /images/json': json(images) });
    expect(await backendAt(one.host, null).check()).toMatchObject({ kind: 'ready' });
  });

  it('says what the engine refuses with', async () => {
    const { host } = await engine({ 'GET /info': json({ message: 'no space\u001b[31m' }, 500) });
    const { error } = Object(await backendAt(host).check());
    expect(error.message).toMatch(/^Docker refused: no space.*\.$/);
    expect(error.message).not.toContain('\u001b');
  });
});

describe('what there is in Docker', () => {
  it('is complete where an engine is away that has nothing', async () =>
    expect(await backendAt('unix:///nowhere').list()).toEqual({ found: [], error: null }));

  it('is not where sessions are in one that is away', async () => {
    const at = placeText({ host: 'unix:///nowhere', certificates: null });
    const { error } = await backendAt('unix:///nowhere', IMAGE, [at]).list();
    expect(error?.code).toBe('docker-away');
  });

  it('is not what a container says of itself alone', async () => {
    const { host } = await engine({
      'GET /containers/json': json([{ Id: 'c0' }]),
      'GET /containers/c0/json': json({ Name: '/x', Config: { Labels: {} }, State: {} }),
    });
    expect(await backendAt(host).list()).toEqual({ found: [], error: null });
  });
});

describe('a session that is made', () => {
  const line = (id: string, status: string, current?: number, total?: number) =>
    `${JSON.stringify({ id, status, progressDetail: { current, total } })}\r\n`;

  it('tells how far its image is', async () => {
    const { host, asked } = await engine({
      'POST /images/create': (_, response) => {
        response.write(line('a', 'Downloading', 29e6, 86e6));
        response.end(line('a', 'Download complete'));
      },
      'POST /volumes/create': json({ Name: 'x' }, 201),
      'POST /containers/create': json({ Id: 'c0' }, 201),
      'POST /containers/c0/start': (_, response) => response.writeHead(204).end(),
    });
    const told: Progress[] = [];
    await backendAt(host).create(specAt(host), (step) => told.push(step), NEVER);
    expect(told.map(({ step, of, text }) => `step ${step} of ${of} · ${text}`)).toEqual([
      'step 1 of 3 · asking Docker',
      'step 2 of 3 · image',
      'step 2 of 3 · image, 29 of 86 MB',
      'step 2 of 3 · image, 86 of 86 MB',
      'step 3 of 3 · the container',
    ]);
    expect(asked.at(-1)).toBe('POST /containers/c0/start');
  });

  it('says why its image cannot be had', async () => {
    const { host, asked } = await engine({
      'POST /images/create': (_, response) => {
        response.end(`${JSON.stringify({ error: 'manifest unknown' })}\n`);
      },
    });
    const backend = backendAt(host);
    const made = backend.create(specAt(host), () => {}, NEVER);
    await expect(made).rejects.toMatchObject({
      code: 'image',
      message: `The image ${IMAGE} cannot be had: manifest unknown.`,
    });
    // Nothing was made: nothing has to be removed.
    const before = asked.length;
    await backend.remove(specAt(host).id);
    expect(asked).toHaveLength(before);
  });

  it('can be given up while its image comes', async () => {
    const abort = new AbortController();
    const { host, asked } = await engine({
      'POST /images/create': (_, response) => {
        response.write(line('a', 'Downloading', 1e6, 86e6));
      },
    });
    const tell = ({ text }: Progress) => {
      if (text.includes('of 86')) abort.abort();
    };
    await expect(backendAt(host).create(specAt(host), tell, abort.signal)).rejects.toThrow();
    expect(asked.some((what) => what.startsWith('POST /containers'))).toBe(false);
  });

  it('needs an engine', async () => {
    const none = backendAt(null).create(aSpec({ at: null }), () => {}, NEVER);
    await expect(none).rejects.toMatchObject({ code: 'no-docker' });
  });
});

describe('a session that is removed', () => {
  it('leaves alone what is another user’s', async () => {
    const { host, asked } = await engine({
      'GET /containers/gamgui-abcde12345/json': json({ Id: 'c0', Config: { Labels: {} } }),
    });
    const removed = backendAt(host).remove(aSpec().id);
    await expect(removed).rejects.toMatchObject({ code: 'not-yours' });
    expect(asked.some((what) => what.startsWith('DELETE'))).toBe(false);
  });

  it('is gone where it was gone before', async () => {
    const { host } = await engine({});
    await backendAt(host).remove(aSpec().id);
  });
});

it('is a place like the others', () => {
  const kind: BackendKind = backendAt(null).kind;
  expect(kind).toBe('docker');
  const { why } = backendAt(null).where(aSpec());
  expect(why).toBe('Chosen when it was made. It has no network.');
});
