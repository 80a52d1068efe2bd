/** Single requests to the API server as someone, to see what each is answered with. */
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import type { ClusterAccess } from '../../../main/backends/kubernetes/access';
import { connectionOf } from '../../../main/backends/kubernetes/rest/connection';
import { begin } from '../../../main/backends/kubernetes/rest/http';
import { access, direct } from './cluster';

/** A request. */
export interface Ask {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** The server's own words where it refused. */
  readonly message: string;
}

const Status = z.object({ kind: z.literal('Status'), message: z.string() });
const PATCH = 'application/json-patch+json';

function messageOf(body: string): string {
  try {
    return Status.parse(JSON.parse(body)).message;
  } catch {
    return '';
  }
}

/** The way to the cluster of whoever has this token, and nothing else that proves anything. */
export function accessBy(token: string): ClusterAccess {
  const other = access();
  const cluster = other.kubeConfig.getCurrentCluster();
  if (cluster === null) throw new Error('the kubeconfig has no context');
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(cluster, { name: 'bearer', token });
  return { ...other, kubeConfig };
}

/** Sends it. What is granted is not read: a watch would not end. */
export async function ask(who: ClusterAccess, { method, path, body }: Ask): Promise<Answer> {
  const way = await connectionOf(who, direct).way();
  const reply = await begin(way, {
    method,
    path,
    headers: { 'Content-Type': method === 'PATCH' ? PATCH : 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const status = reply.statusCode ?? 0;
  if (status >= 300) return { status, message: messageOf(await text(reply)) };
  reply.destroy();
  return { status, message: '' };
}
