/**
 * Whether a pod's specification fits the restricted Pod Security Standard, so that the setting in the way is named before the
 * API server refuses the whole. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
import type { V1Container, V1PodSpec, V1Volume } from '@kubernetes/client-node';

/** A setting that the profile forbids: its path in the specification, and what the profile wants. */
export interface Breach {
  readonly path: string;
  readonly wants: string;
}

/** The kinds of volume that are allowed, by the field that makes a volume one. */
const VOLUMES = new Set([
  'name',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SECCOMP = new Set(['RuntimeDefault', 'Localhost']);
const SELINUX = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);
const SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

/** What pods and containers can both set. */
interface Context {
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly seccompProfile?: { readonly type: string } | undefined;
  readonly appArmorProfile?: { readonly type: string } | undefined;
  readonly seLinuxOptions?:
    | {
        readonly type?: string | undefined;
        readonly user?: string | undefined;
        readonly role?: string | undefined;
      }
    | undefined;
  readonly windowsOptions?: { readonly hostProcess?: boolean | undefined } | undefined;
}

function found(isBreach: boolean, path: string, wants: string): Breach[] {
  return isBreach ? [{ path, wants }] : [];
}

function contextBreaches(context: Context | undefined, path: string): Breach[] {
  if (context === undefined) return [];
  const seccomp = context.seccompProfile?.type;
  const { type = '', user, role } = context.seLinuxOptions ?? {};
  return [
    ...found(context.runAsNonRoot === false, `${path}.runAsNonRoot`, 'true'),
    ...found(context.runAsUser === 0, `${path}.runAsUser`, 'a user other than 0'),
    ...found(
      seccomp !== undefined && !SECCOMP.has(seccomp),
      `${path}.seccompProfile.type`,
      'RuntimeDefault or Localhost',
    ),
    ...found(
      context.appArmorProfile?.type === 'Unconfined',
      `${path}.appArmorProfile.type`,
      'RuntimeDefault or Localhost',
    ),
    ...found(!SELINUX.has(type), `${path}.seLinuxOptions.type`, 'container_t or unset'),
    ...found(Boolean(user), `${path}.seLinuxOptions.user`, 'to be unset'),
    ...found(Boolean(role), `${path}.seLinuxOptions.role`, 'to be unset'),
    ...found(
      context.windowsOptions?.hostProcess === true,
      `${path}.windowsOptions.hostProcess`,
      'false',
    ),
  ];
}

function containerBreaches(container: V1Container, path: string): Breach[] {
  const context = container.securityContext;
  const added = context?.capabilities?.add ?? [];
  return [
    ...contextBreaches(context, `${path}.securityContext`),
    ...found(context?.privileged === true, `${path}.securityContext.privileged`, 'false'),
    ...found(
      context?.allowPrivilegeEscalation === true,
      `${path}.securityContext.allowPrivilegeEscalation`,
      'false',
    ),
    ...found(
      added.some((name) => name !== 'NET_BIND_SERVICE'),
      `${path}.securityContext.capabilities.add`,
      'nothing but NET_BIND_SERVICE',
    ),
    ...found(
      !['', 'Default'].includes(context?.procMount ?? ''),
      `${path}.securityContext.procMount`,
      'Default',
    ),
    ...(container.ports ?? []).flatMap(({ hostPort }, index) =>
      found(Boolean(hostPort), `${path}.ports[${index}].hostPort`, 'to be unset'),
    ),
  ];
}

function volumeBreaches(volume: V1Volume, path: string): Breach[] {
  return Object.entries(volume).flatMap(([kind, value]) =>
    found(
      value !== undefined && value !== null && !VOLUMES.has(kind),
      `${path}.${kind}`,
      'another kind of volume',
    ),
  );
}

/** All that a specification sets against the profile. What it leaves unset is filled in (manifest.ts). */
export function breaches(spec: V1PodSpec, path = 'spec'): Breach[] {
  const each = <T>(list: T[] | undefined, name: string, check: (one: T, at: string) => Breach[]) =>
    (list ?? []).flatMap((one, index) => check(one, `${path}.${name}[${index}]`));
  return [
    ...found(spec.hostNetwork === true, `${path}.hostNetwork`, 'false'),
    ...found(spec.hostPID === true, `${path}.hostPID`, 'false'),
    ...found(spec.hostIPC === true, `${path}.hostIPC`, 'false'),
    ...contextBreaches(spec.securityContext, `${path}.securityContext`),
    ...each(spec.securityContext?.sysctls, 'securityContext.sysctls', ({ name }, at) =>
      found(!SYSCTLS.has(name), at, 'a sysctl that is known to be safe'),
    ),
    ...each(spec.containers, 'containers', containerBreaches),
    ...each(spec.initContainers, 'initContainers', containerBreaches),
    ...each(spec.volumes, 'volumes', volumeBreaches),
  ];
}
