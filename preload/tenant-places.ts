/** In which places a tenant's credentials can be had. */
import type { BackendKind } from './basics';
import type { TenantSource } from './tenants';

/** Why sessions of a tenant cannot run in a place, as a sentence, or null: they can. */
export function whyNotThere(source: TenantSource, backend: BackendKind): string | null {
  switch (source.kind) {
    case 'demo':
      return null;
    case 'gam-folder':
      return backend === 'local'
        ? null
        : 'The tenant’s credentials are in a folder of this computer, which nothing there can read.';
    case 'secret':
      return backend === 'kubernetes'
        ? null
        : 'The tenant’s credentials are in a Secret of the cluster, which only a pod there is given.';
    case 'keyless':
      return backend === 'kubernetes'
        ? null
        : 'The tenant has no key: only a pod of its cluster can act for it.';
  }
}
