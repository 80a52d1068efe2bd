// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { down } from './cluster/down.mjs';
import { clusterSteps, mustHaveAll } from './cluster/missing.mjs';
import { lockFile } from './cluster/paths.mjs';
import { clusterProcesses } from './cluster/processes.mjs';
import { runningCluster } from './cluster/state.mjs';
import { up } from './cluster/up.mjs';
import { ask } from './cluster/wait.mjs';
import { load, upWith } from './cluster/with-image.mjs';
import { sessionImage } from './image/image.mjs';
import { withLock } from './lib/lock.mjs';
import { SetupError, say, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';

// `npm run cluster -- up`: a real Kubernetes on this machine, for tests and for trying things out.

const USAGE = `usage: npm run cluster -- COMMAND
  up [--bare]            brings it up: a node in namespaces of its own; bare: without the session image
  status                 says whether it is up
  load ARCHIVE [NAME]    brings a session image into it
  kubeconfig             prints the administrator's kubeconfig
  kubectl ARGUMENTS…     runs kubectl in it
  down                   takes it down, with all that is in it`;

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const commands = {
  up: async ([flag]) => {
    mustHaveAll();
    const wasUp = runningCluster() !== null;
    await setUp(clusterSteps);
    const image = flag === '--bare' ? null : await sessionImage();
    const { kubeconfig, server } = await locked(() => (image === null ? up() : upWith(image)));
    if (wasUp) say('cluster: was up already');
    say(`cluster: ${server}; kubeconfig: ${kubeconfig}`);
    if (image !== null)
      say('Sessions can run in it: npm start -- run --backend kubernetes -- gam info domain');
    return 0;
  },
  status: async () => {
    const state = runningCluster();
    if (state === null) {
      const isBroken = clusterProcesses().length > 0;
      say(isBroken ? 'cluster: broken; mend it: npm run cluster -- up' : 'cluster: down');
      return 1;
    }
    const { status } = await ask(state.server, '/readyz').catch(() => ({ status: null }));
    say(`cluster: up, ${state.server}, session image ${state.image ?? 'none'}`);
    if (status === 200) return 0;
    say('cluster: its API server is not ready; start anew: npm run cluster -- down, then up');
    return 1;
  },
  load: async ([archive, name]) => {
    if (!archive) throw new SetupError('load needs an archive.', 'Make one: npm run image');
    // npm runs us in the project's folder: the path is relative to the caller's.
    const file = resolve(process.env['INIT_CWD'] ?? '', archive);
    if (!existsSync(file)) throw new SetupError(`${file} does not exist.`);
    const { image } = await locked(() => load(mustRun(), file, name));
    say(`cluster: sessions are made from ${image}`);
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
    const was = clusterProcesses().length > 0;
    await locked(down);
    say(was ? 'cluster: down, nothing is left' : 'cluster: was down');
    return 0;
  },
};

/**
 * @template T
 * @param {() => Promise<T>} work on the cluster, while nobody else works on it
 */
function locked(work) {
  return withLock(lockFile, work, (pid) => say(`cluster: waiting for process ${pid}`));
}

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
