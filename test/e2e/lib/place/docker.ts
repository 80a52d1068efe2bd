/** A real Docker, which the tests start: sessions are containers, which its own client is asked about. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { containerName } from '../../../../main/backends/docker/names';
import { SessionId } from '../../../../preload/contract';
import { CLIENT, OwnDocker } from '../../../../setup/lib/dockerd.mjs';
import { linesOf, looksInside } from './container';
import type { TestPlace } from './place';

const exec = promisify(execFile);

/** More than any journal of a test, bytes. */
const MOST = 256 * 1024 * 1024;

/** The last choice of somebody who used Docker before. */
const LAST = { tenant: 'demo', backend: 'docker', size: 'standard', lifeMs: 3_600_000 };

/** The Docker of a run, with the session image in it. */
export class TestDocker {
  readonly daemon = new OwnDocker();
  readonly image: string;

  private constructor(image: string) {
    this.image = image;
  }

  /** Starts it. @throws where the suite has named no image */
  static async start(): Promise<TestDocker> {
    const { GAMGUI_IMAGE: image, GAMGUI_IMAGE_ARCHIVE: archive } = process.env;
    if (!image || !archive) throw new Error('there is no session image: npm test -- e2e');
    const docker = new TestDocker(image);
    await docker.daemon.start();
    await docker.run('load', '--quiet', '--input', archive);
    return docker;
  }

  /** Runs Docker's client. @throws where it fails, with what it says */
  async run(...words: string[]): Promise<Buffer> {
    const env = { ...process.env, ...this.daemon.address };
    const options = { env, maxBuffer: MOST, encoding: 'buffer' } as const;
    return (await exec(CLIENT, words, options)).stdout;
  }

  /** All that was made for sessions: containers, volumes and networks. */
  async everything(filter = 'label=app.kubernetes.io/name=gamgui'): Promise<string[]> {
    const some = ['--filter', filter];
    const [containers, volumes, networks] = await Promise.all([
      this.run('ps', '--all', '--format', 'container/{{.Names}}', ...some),
      this.run('volume', 'ls', '--format', 'volume/{{.Name}}', ...some),
      this.run('network', 'ls', '--format', 'network/{{.Name}}', ...some),
    ]);
    return [containers, volumes, networks].flatMap(linesOf);
  }
}

/** The sessions in the Docker of the run. */
export function dockerPlace(docker: TestDocker): TestPlace {
  const name = (id: string) => containerName(SessionId.parse(id));
  return {
    kind: 'docker',
    env: { ...docker.daemon.address, K8S_IMAGE: docker.image },
    settings: { lastSession: LAST },
    async begin(home) {
      // The first run's page listens to keys when it is there.
      await expect(home.getByRole('button', { name: /Start a demo session/ })).toBeVisible();
      await home.keyboard.press('Control+n');
      await expect(home.getByRole('radio', { name: /Docker/ })).toBeChecked();
      await home.keyboard.press('Enter');
    },
    share: async () => {},
    ...looksInside((id, ...command) => docker.run('exec', name(id), ...command)),
    tracesOf: (id) => docker.everything(`label=gamgui.dev/session=${id}`),
    everySession: () => docker.everything(),
  };
}
