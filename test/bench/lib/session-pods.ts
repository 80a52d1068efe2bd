/**
 * Prints pods as the app makes them for sessions, held back by a gate so that no node ever runs them.
 *
 *     session-pods COUNT OWNER NAMESPACE IMAGE
 */
import type { SessionSpec } from '../../../main/backends/backend';
import { podManifest } from '../../../main/backends/kubernetes/pods/manifest';
import { newSessionId } from '../../../main/sessions/id';
import { DEMO } from '../../../main/tenants/tenants';

const [count = '', owner = '', namespace = '', image = ''] = process.argv.slice(2);

function spec(createdAt: number): SessionSpec {
  const id = newSessionId(() => false);
  const life = { lifeMs: 8 * 3_600_000, idleMs: 3_600_000, oneShot: false };
  return { id, name: id, tenant: DEMO, size: 'standard', ...life, createdAt, at: null };
}

function pod(createdAt: number): object {
  const amounts = { cpu: '500m', memory: '512Mi', timezone: 'UTC', claim: null, template: null };
  const gateway = { service: null, host: null, path: null };
  const parts = { ...amounts, gateway, namespace, owner, image, serviceAccount: null };
  const manifest = podManifest(spec(createdAt), parts);
  const schedulingGates = [{ name: 'gamgui.dev/benchmark' }];
  return { ...manifest, spec: { ...manifest.spec, schedulingGates } };
}

const now = Date.now();
const items = Array.from({ length: Number(count) }, (_, n) => pod(now - n * 60_000));
process.stdout.write(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
