/** Whether the cluster would take a session's pod: the real one, sent as a trial that makes nothing. */

import type { V1PodTemplate } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { placeText } from '../../backends/kubernetes/cluster-place';
import { podParts } from '../../backends/kubernetes/creating';
import { podManifest } from '../../backends/kubernetes/pods/manifest';
import { podName } from '../../backends/kubernetes/pods/names';
import { specify } from '../../sessions/making';
import { DEMO } from '../../tenants/tenants';
import { type Check, passed } from '../check';
import type { ClusterLook } from './look';
import { orFailed } from './tell';

const Made = z.object({ metadata: z.object({ name: z.string() }) });

export function admissionChecks(look: ClusterLook): Check[] {
  return [
    {
      id: 'admission',
      title: 'Admission of a session',
      needs: 'may-pods',
      run: ({ signal, names }) =>
        orFailed(look, 'Its pod would be refused', async () => {
          if (look.settings.image !== null) names.add('image', look.settings.image);
          return admission(look, signal);
        }),
    },
  ];
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run: everything is checked, quotas too, and nothing kept. */
async function admission(look: ClusterLook, signal: AbortSignal): Promise<Outcome> {
  const { place, settings, user } = look;
  const request = { tenant: DEMO, backend: 'kubernetes', size: 'standard' } as const;
  const spec = specify({ ...request, lifeMs: null, idleMs: null }, placeText(place), () => false);
  const owner = user?.name ?? '';
  const template = await templateOf(look, signal);
  const parts = podParts(spec, settings, { namespace: place.namespace, owner, template });
  const path = look.path({ resource: 'pods', query: 'dryRun=All' });
  const doing = { verb: 'create', resource: 'pods', name: podName(spec.id) } as const;
  await look.reader.read(Made, { path, doing, body: podManifest(spec, parts) }, signal);
  return passed('The cluster would take its pod');
}

const Template = z.object({ template: z.custom<V1PodTemplate['template']>().optional() });

/** The admin's template, or null: none is named. @throws Failure */
async function templateOf(look: ClusterLook, signal: AbortSignal) {
  const { podTemplate } = look.settings;
  if (podTemplate === null) return null;
  const what = { resource: 'podtemplates', name: podTemplate };
  return (await look.get(Template, what, signal)).template ?? null;
}
