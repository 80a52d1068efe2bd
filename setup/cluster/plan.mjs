// @ts-check
import { NODE_IP, SERVICE_IP, SERVICES } from './configs.mjs';
import { inRun } from './paths.mjs';

/** @param {string} name */
const pki = (name) => inRun('pki', name);

const ETCD = ['http://127.0.0.1:2379', 'http://127.0.0.1:2380'];

/** @param {Record<string, string>} flags */
const words = (flags) => Object.entries(flags).map(([name, value]) => `--${name}=${value}`);

const apiserver = words({
  'etcd-servers': ETCD[0] ?? '',
  'bind-address': '127.0.0.1',
  'secure-port': '6443',
  'advertise-address': NODE_IP,
  'tls-cert-file': pki('server.crt'),
  'tls-private-key-file': pki('server.key'),
  'client-ca-file': pki('ca.crt'),
  'service-account-key-file': pki('accounts.pub'),
  'service-account-signing-key-file': pki('accounts.key'),
  'service-account-issuer': 'https://kubernetes.default.svc',
  'service-cluster-ip-range': SERVICES,
  'authorization-mode': 'Node,RBAC',
  // As on GKE: else the API server itself refuses such pods, before any policy does.
  'allow-privileged': 'true',
  'kubelet-client-certificate': pki('kubelet-client.crt'),
  'kubelet-client-key': pki('kubelet-client.key'),
  'kubelet-certificate-authority': pki('ca.crt'),
  'kubelet-preferred-address-types': 'InternalIP',
  'endpoint-reconciler-type': 'none',
  'authentication-token-webhook-config-file': inRun('tokens.json'),
  'authentication-token-webhook-version': 'v1',
  'authentication-token-webhook-cache-ttl': '0s',
});

const etcd = words({
  'data-dir': inRun('etcd'),
  'listen-client-urls': ETCD[0] ?? '',
  'advertise-client-urls': ETCD[0] ?? '',
  'listen-peer-urls': ETCD[1] ?? '',
  'initial-advertise-peer-urls': ETCD[1] ?? '',
  'initial-cluster': `default=${ETCD[1]}`,
  'log-level': 'warn',
  // A cluster of tests that loses power has lost nothing.
  'unsafe-no-fsync': 'true',
});

const controllers = words({
  kubeconfig: inRun('inside.kubeconfig'),
  'service-account-private-key-file': pki('accounts.key'),
  'root-ca-file': pki('ca.crt'),
  'leader-elect': 'false',
});

const scheduler = words({ kubeconfig: inRun('inside.kubeconfig'), 'leader-elect': 'false' });

const kubelet = words({
  config: inRun('kubelet.json'),
  kubeconfig: inRun('node.kubeconfig'),
  'hostname-override': 'gamgui-node',
  'node-ip': NODE_IP,
  'root-dir': inRun('kubelet'),
});

/**
 * What process 1 of the node does (test/cluster/binary/init.go).
 * @param {string} program the node's binary
 */
export function plan(program) {
  const component = (/** @type {string} */ name, /** @type {string[]} */ flags) => ({
    name,
    argv: [program, name, ...flags],
  });
  return {
    before: [
      ['ip', 'link', 'set', 'lo', 'up'],
      ['ip', 'address', 'add', `${NODE_IP}/32`, 'dev', 'lo'],
      ['ip', 'address', 'add', `${SERVICE_IP}/32`, 'dev', 'lo'],
    ],
    components: [
      component('etcd', etcd),
      component('apiserver', apiserver),
      component('controllers', controllers),
      component('scheduler', scheduler),
      { name: 'containerd', argv: ['containerd', '--config', inRun('containerd.toml')] },
      component('kubelet', kubelet),
    ],
    logs: inRun('logs'),
    hold: inRun('hold'),
  };
}
