/** Asking for the newest release, of a stand-in for GitHub behind a proxy: the real way, and hostile ones. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../main/failure';
import { makeNetwork, refusingNetwork } from '../../../main/network/make';
import type { Network } from '../../../main/network/network';
import { newestVersion } from '../../../main/updates/newest';
import { Repository } from '../../../main/updates/repository';
import {
  type Answering,
  type GitHub,
  REPOSITORY,
  releaseFile,
  startGitHub,
} from '../../github/stand-in';

let github: GitHub;
let network: Network;

beforeEach(async () => {
  github = await startGitHub('1.4.0');
  network = makeNetwork({ proxy: github.proxy, noProxy: '', caFile: github.caFile });
});

afterEach(async () => {
  await github.close();
  expect(github.unexpected).toEqual([]);
});

/** The newest release as one that runs on Linux hears of it. */
function ask(more: { timeMs?: number; network?: Network } = {}): Promise<string> {
  const repository = Repository.parse(REPOSITORY);
  return newestVersion({ repository, network, platform: 'linux', ...more });
}

/** The failure of asking. */
async function failure(...how: Parameters<typeof ask>): Promise<Failure> {
  const failed = await ask(...how).catch((error: unknown) => error);
  if (failed instanceof Failure) return failed;
  throw new Error(`no failure: ${String(failed)}`);
}

const text =
  (body: string): Answering =>
  (_, response) =>
    response.end(body);

const leadTo =
  (location: string): Answering =>
  (_, response) =>
    response.writeHead(302, { location }).end();

test('it is asked by the proxy, goes where GitHub leads, and says nothing of who asks', async () => {
  expect(await ask()).toBe('1.4.0');
  expect(github.log).toEqual([
    'github.com/gamgui-test/gamgui/releases/latest/download/latest-linux.yml',
    'github.com/gamgui-test/gamgui/releases/download/v1.4.0/latest-linux.yml',
    'release-assets.githubusercontent.com/github-production-release-asset/1/2',
  ]);
});

test('a version that would be a number in YAML is one all the same', async () => {
  github.instead = text('version: 1.10.0\n');
  expect(await ask()).toBe('1.10.0');
});

describe('an answer that is none', () => {
  test.each([
    ['no YAML', '{'],
    ['a page', '<!DOCTYPE html><title>Sign in to the hotel</title>'],
    ['empty', ''],
    ['a list', '- version: 1.4.0'],
    ['without a version', 'path: GamGUI-1.4.0.AppImage'],
    ['with a path as version', 'version: 1.4.0/../../../evil'],
    ['with an escape in the version', 'version: "1.4.0\\e[31m"'],
    ['with a version turned around', 'version: "1.4.0\\u202E"'],
    ['with a list as version', 'version: [1, 4, 0]'],
    ['with a type of a language', 'version: !!js/function "function () {}"'],
    ['with two versions', 'version: 1.4.0\nversion: 9.9.9'],
    ['with a prototype', '__proto__: {version: 9.9.9}'],
    ['full of references', `a: &a [1]\n${'b: &b [*a, *a]\n'.repeat(2)}version: *b`],
  ])('%s', async (_, body) => {
    github.instead = text(body);
    expect(await failure()).toMatchObject({
      code: 'updates-answer',
      message:
        'It is not known whether there is a newer GamGUI: what github.com answers names no version.',
    });
  });

  test('of more than 64 kB is not read to its end', async () => {
    let stopped = false;
    github.instead = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('#'.repeat(16_384)));
      };
      response.on('drain', more).on('close', () => {
        stopped = true;
      });
      more();
    };
    expect((await failure()).message).toContain('is longer than 64 kB');
    await expect.poll(() => stopped).toBe(true);
  });

  test('of 64 kB is read', async () => {
    github.instead = text(releaseFile('1.4.0').padEnd(65_536, '\n'));
    expect(await ask()).toBe('1.4.0');
  });
});

describe('what leads elsewhere', () => {
  test.each([
    'http://github.com/gamgui-test/gamgui',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'data:text/plain,version: 9.9.9',
    'https://',
  ])('%s is not followed', async (address) => {
    github.instead = leadTo(address);
    expect((await failure()).message).toContain('leads to an address without TLS');
    expect(github.log.length).toBe(1);
  });

  test('is not followed for ever', async () => {
    github.instead = leadTo('/round/and/round');
    expect((await failure()).message).toContain('leads on and on');
    expect(github.log.length).toBe(6);
  });
});

describe('no answer', () => {
  test('where there is no release yet', async () => {
    github.version = null;
    expect(await failure()).toMatchObject({
      code: 'updates-none',
      message:
        'It is not known whether there is a newer GamGUI: github.com has no latest-linux.yml (404).',
    });
  });

  test('where GitHub has no time for it', async () => {
    github.instead = (_, response) => response.writeHead(503).end(releaseFile('9.9.9'));
    expect((await failure()).message).toContain('github.com does not give it (503)');
  });

  test('where it comes byte by byte', async () => {
    github.instead = (_, response) => {
      const drip = setInterval(() => response.write('#'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await failure({ timeMs: 500 })).toMatchObject({ code: 'updates-timeout' });
  });

  test('where the proxy says nothing', async () => {
    github.stalls = true;
    expect((await failure({ timeMs: 1000 })).message).toContain(
      'github.com did not answer within 1 s',
    );
  });

  test('where the connection is cut', async () => {
    github.instead = ({ socket }) => void socket.destroy();
    expect((await failure()).message).toContain('the connection to github.com was cut');
  });

  test('where the proxy is not there: it is named, without its password', async () => {
    const proxy = 'http://lena:s3cret@127.0.0.1:1';
    const away = await failure({ network: makeNetwork({ proxy, noProxy: '', caFile: null }) });
    expect(away.message).toContain('the proxy http://127.0.0.1:1 cannot be reached');
    expect(away.message).not.toContain('s3cret');
  });

  test('where the authority is not trusted: the setting that helps is named', async () => {
    const strange = makeNetwork({ proxy: github.proxy, noProxy: '', caFile: null });
    expect(await failure({ network: strange })).toMatchObject({
      code: 'certificate',
      fix: expect.stringContaining('Certificates'),
    });
  });

  test('where the way out cannot be used at all: its own words', async () => {
    const bad = new Failure('ca-file', 'The CA file /x cannot be used: it is not there.');
    expect(await failure({ network: refusingNetwork(bad) })).toBe(bad);
  });
});
