// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { clusterProgram } from './cluster/build.mjs';
import { down } from './cluster/down.mjs';
import { lockFile } from './cluster/paths.mjs';
import { readState, runningCluster } from './cluster/state.mjs';
import { load, upWith } from './cluster/with-image.mjs';
import { sessionImage } from './image/image.mjs';
import { withLock } from './lib/lock.mjs';
import { SetupError, say, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { clusterPackages } from './steps/system-packages.mjs';

// `npm run cluster -- up`: a real Kubernetes on this machine, for tests and for trying things out.

const USAGE = `usage: npm run cluster -- COMMAND
  up                     brings it up: a node in namespaces of its own
  status                 says whether it is up
  load ARCHIVE NAME      brings a session image into it
  kubeconfig             prints the administrator's kubeconfig
  kubectl ARGUMENTS…     runs kubectl in it
  down                   takes it down, with all that is in it`;

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  up: async () => {
    await setUp([clusterPackages, clusterProgram('node'), clusterProgram('pause')]);
    const image = await sessionImage();
    const { kubeconfig, server } = await withLock(lockFile, () => upWith(image));
    say(`cluster: ${server}; kubeconfig: ${kubeconfig}`);
    say('Sessions can run in it now: npm start -- run --backend kubernetes -- gam info domain');
    return 0;
  },
  status: async () => {
    const state = runningCluster();
    say(
      state === null
        ? 'cluster: down'
        : `cluster: up, ${state.server}, session image ${state.image ?? 'none'}`,
    );
    return state === null ? 1 : 0;
  },
  load: async ([archive, name]) => {
    if (!archive || !name) throw new SetupError('load needs an archive and the name of its image.');
    await withLock(lockFile, async () => {
      const state = mustRun();
      await load(state, { archive, name });
    });
    return 0;
  },
  kubeconfig: async () => {
    process.stdout.write(`${readFileSync(mustRun().kubeconfig, 'utf8')}\n`);
    return 0;
  },
  kubectl: async (args) => {
    const { program, kubeconfig } = mustRun();
    const child = spawn(program, ['kubectl', ...args], {
      stdio: 'inherit',
      env: { ...process.env, KUBECONFIG: kubeconfig },
    });
    const [code, signal] = await once(child, 'close');
    return code ?? (signal === 'SIGINT' ? 130 : 143);
  },
  down: async () => {
    const was = readState() !== null;
    await withLock(lockFile, down);
    say(was ? 'cluster: down, nothing is left' : 'cluster: was down');
    return 0;
  },
};

/** @returns {import('./cluster/state.mjs').ClusterState} */
function mustRun() {
  const state = runningCluster();
  if (state !== null) return state;
  throw new SetupError('The cluster is not up.', 'Bring it up: npm run cluster -- up');
}

try {
  const [word = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command === undefined) say(USAGE);
  process.exitCode = command === undefined ? 2 : await command(args);
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
