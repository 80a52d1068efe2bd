// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CONTROL_GROUP } from './control-groups.mjs';
import { containerdSocket, inRun } from './paths.mjs';

/** The name of the image of the pause container. */
export const PAUSE_IMAGE = 'gamgui.test/pause:1';
/** The node's address: not in 127/8, which Kubernetes refuses; in the range for tests of RFC 2544. */
export const NODE_IP = '198.18.0.1';
/** Services' addresses; the first is the API server's, by which pods find it. */
export const SERVICES = '10.96.0.0/16';
export const SERVICE_IP = '10.96.0.1';
/** Where the API server listens inside, and where it asks whose a token is. */
export const INSIDE = { server: '127.0.0.1:6443', tokens: '127.0.0.1:8771' };

/** @param {string} name of a file in the cluster's pki folder */
const pki = (name) => inRun('pki', name);
/** @param {string} file */
const base64 = (file) => readFileSync(file).toString('base64');

/**
 * @param {string} server
 * @param {string} user whose certificate is used
 * @returns {string} a kubeconfig; JSON is YAML
 */
export function kubeconfig(server, user) {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'gamgui-test',
        cluster: { server, 'certificate-authority-data': base64(pki('ca.crt')) },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': base64(pki(`${user}.crt`)),
          'client-key-data': base64(pki(`${user}.key`)),
        },
      },
    ],
    contexts: [
      {
        name: 'gamgui-test',
        context: { cluster: 'gamgui-test', user, namespace: 'gamgui' },
      },
    ],
    'current-context': 'gamgui-test',
  });
}

const CONTAINERD = `version = 2
root = "${inRun('containerd')}"
state = "${inRun('containerd-state')}"
[grpc]
  address = "${containerdSocket}"
[plugins."io.containerd.internal.v1.opt"]
  path = "${inRun('containerd-opt')}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${PAUSE_IMAGE}"
  restrict_oom_score_adj = true
  disable_apparmor = true
  stream_server_address = "127.0.0.1"
  # Names in the machine's own folder would be left there when the node is ended.
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${inRun('cni')}"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
`;

const CNI = {
  cniVersion: '0.4.0',
  name: 'gamgui',
  plugins: [
    {
      type: 'bridge',
      bridge: 'cni0',
      isGateway: true,
      ipMasq: false,
      ipam: {
        type: 'host-local',
        dataDir: inRun('cni-addresses'),
        ranges: [[{ subnet: '10.88.0.0/16' }]],
        // There is no other way out of a pod.
        routes: [{ dst: SERVICES }],
      },
    },
  ],
};

const KUBELET = {
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  containerRuntimeEndpoint: `unix://${containerdSocket}`,
  cgroupDriver: 'cgroupfs',
  cgroupRoot: `/${CONTROL_GROUP}`,
  cgroupsPerQOS: true,
  failCgroupV1: false,
  failSwapOn: false,
  oomScoreAdj: 0,
  enforceNodeAllocatable: [],
  makeIPTablesUtilChains: false,
  resolvConf: inRun('resolv.conf'),
  // The usual folder is the machine's: another node there would remove the logs of pods that it does not know.
  podLogsDir: inRun('pod-logs'),
  authentication: {
    x509: { clientCAFile: pki('ca.crt') },
    anonymous: { enabled: false },
    webhook: { enabled: false },
  },
  authorization: { mode: 'AlwaysAllow' },
  tlsCertFile: pki('node.crt'),
  tlsPrivateKeyFile: pki('node.key'),
  evictionHard: {
    'memory.available': '50Mi',
    'nodefs.available': '100Mi',
    'imagefs.available': '100Mi',
  },
  // A pod of tests is ended at once; what real ones are given is in their own specification.
  syncFrequency: '5s',
  // How full volumes are is looked at every minute otherwise: who fills one is evicted sooner.
  volumeStatsAggPeriod: '10s',
  nodeStatusUpdateFrequency: '5s',
  maxPods: 250,
};

/** The webhook that says whose a Google token is: the stand-in, or nobody. */
const TOKENS = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'google', cluster: { server: `http://${INSIDE.tokens}/tokenreview` } }],
  users: [{ name: 'apiserver' }],
  contexts: [{ name: 'google', context: { cluster: 'google', user: 'apiserver' } }],
  'current-context': 'google',
};

/** Writes what the components read. Certificates have to be there. */
export function writeConfigs() {
  for (const folder of ['cni', 'logs', 'hold']) mkdirSync(inRun(folder), { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(inRun(name), text, { mode: 0o600 });
  write('containerd.toml', CONTAINERD);
  write('cni/10-gamgui.conflist', JSON.stringify(CNI));
  write('kubelet.json', JSON.stringify(KUBELET));
  write('tokens.json', JSON.stringify(TOKENS));
  // Pods have no names to look up: nothing outside the node can be reached.
  write('resolv.conf', 'nameserver 127.0.0.1\n');
  write('inside.kubeconfig', kubeconfig(`https://${INSIDE.server}`, 'admin'));
  write('node.kubeconfig', kubeconfig(`https://${INSIDE.server}`, 'node'));
}
