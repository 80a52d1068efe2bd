/** All checks of the cluster that new sessions are made in. */
import { Failure } from '../../failure';
import { type Check, failedBy, unchecked } from '../check';
import { admissionChecks } from './admission';
import { amountChecks } from './amounts';
import { ClusterLook, type ClusterParts } from './look';
import { namespaceChecks } from './namespace';
import { nodeChecks } from './nodes';
import { objectChecks } from './objects';
import { outsideChecks } from './outside';
import { rightChecks } from './rights';
import { serverChecks } from './server';
import { wayChecks } from './way';

/** The checks; where no cluster can be named, that alone. */
export function clusterChecks(parts: ClusterParts): Check[] {
  const look = lookOf(parts);
  if (!(look instanceof ClusterLook)) return [look];
  return [
    ...wayChecks(look),
    ...serverChecks(look),
    ...namespaceChecks(look),
    ...rightChecks(look),
    ...admissionChecks(look),
    ...amountChecks(look),
    ...objectChecks(look),
    ...outsideChecks(look),
    ...nodeChecks(look),
  ];
}

function lookOf(parts: ClusterParts): ClusterLook | Check {
  const base = { id: 'chosen', title: 'Cluster chosen' };
  try {
    const place = parts.reach.current();
    if (place !== null) return new ClusterLook(place, parts);
    const run = async () =>
      unchecked('No cluster is chosen. Choose one in the settings, under Cluster.');
    return { ...base, run };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { ...base, run: async () => failedBy(thrown, 'It cannot be used') };
  }
}
