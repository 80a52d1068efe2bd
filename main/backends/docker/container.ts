/** The container of a session, as hardened as a pod is: pure. */
import type Dockerode from 'dockerode';
import { amount } from '../../../preload/values';
import type { SessionSpec } from '../backend';
import { agentConfig } from '../container-config';
import { agentCommand } from '../image';
import { containerName, labels, NETWORK, SPEC_LABEL } from './names';

/** What a container is made from, beside the session's specification. */
export interface ContainerParts {
  readonly image: string;
  readonly owner: string;
  /** Quantities as Kubernetes writes them. */
  readonly cpu: string;
  readonly memory: string;
  /** Processors that the engine has: it refuses to be asked for more. */
  readonly cpus: number;
  /** The clock of the shell and of GAM, an IANA name. */
  readonly timezone: string;
}

/** The user of the image (agent/Containerfile). */
const USER = 10_001;
/** Enough for GAM's processes, and no fork bomb. */
const MOST_PROCESSES = 1024;
/** Both are in memory and count as the container's. */
const TMPFS = {
  '/run/gamgui': 'rw,exec,nosuid,nodev,mode=1777,size=64m',
  '/tmp': 'rw,exec,nosuid,nodev,mode=1777,size=512m',
};

/** Whether a session goes out: the demo domain is inside. */
export function needsNetwork(spec: SessionSpec): boolean {
  return spec.tenant.id !== 'demo';
}

/** What the engine is asked to make. */
export function containerOf(
  spec: SessionSpec,
  parts: ContainerParts,
): Dockerode.ContainerCreateOptions {
  const { image, owner, timezone } = parts;
  const name = containerName(spec.id);
  const config = agentConfig(spec, { deadlineS: null, diskBytes: 0, timezone });
  return {
    name,
    Image: image,
    Hostname: name,
    User: `${USER}:${USER}`,
    Entrypoint: [],
    Cmd: agentCommand('host'),
    Env: [`GAMGUI_CONFIG=${JSON.stringify(config)}`],
    Labels: { ...labels(spec, owner), [SPEC_LABEL]: JSON.stringify(spec) },
    // Docker stops all containers when it is stopped itself: to the agent that is a crash, after which the session goes on.
    StopSignal: 'SIGKILL',
    HostConfig: hostConfig(spec, parts),
  };
}

function hostConfig(spec: SessionSpec, parts: ContainerParts): Dockerode.HostConfig {
  const memory = amount(parts.memory);
  return {
    // The agent's host is process 1, and reaps.
    Init: false,
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    SecurityOpt: ['no-new-privileges'],
    PidsLimit: MOST_PROCESSES,
    Memory: memory,
    // As much with swap as without: none.
    MemorySwap: memory,
    NanoCpus: Math.round(Math.min(amount(parts.cpu), parts.cpus) * 1e9),
    NetworkMode: needsNetwork(spec) ? NETWORK : 'none',
    // The agent takes up its journal where a crash left it, and exits 0 when it ends on purpose.
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 0 },
    Mounts: [{ Type: 'volume', Source: containerName(spec.id), Target: '/session' }],
    Tmpfs: TMPFS,
    // The agent writes no content to its log.
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } },
  };
}
