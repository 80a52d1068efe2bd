/** Commands for people to paste: whatever a name has in it, it stays one word, and no more than that is run. */
import { visible } from '../../preload/visible';
import type { ClusterPlace } from '../backends/kubernetes/cluster-place';

/** Needs no quotes in a POSIX shell. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word of a POSIX shell. */
export function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * The words as a line for a POSIX shell. Undefined where one has characters that a terminal would act on or not show: what
 * is pasted must be what is seen.
 */
export function shellLine(...words: readonly string[]): string | undefined {
  return words.every((word) => visible(word) === word) ? words.map(quoted).join(' ') : undefined;
}

/** Several lines, each run only where the one before went well; undefined where one is. */
export function shellLines(...lines: readonly (string | undefined)[]): string | undefined {
  return lines.every((line) => line !== undefined) ? lines.join(' &&\n') : undefined;
}

/** The name that `gcloud container clusters get-credentials` gives the context of a cluster. */
function contextOf(place: ClusterPlace): string {
  if (place.way === 'kubeconfig') return place.context;
  return `gke_${place.project}_${place.location}_${place.cluster}`;
}

/** A line of kubectl for a cluster; `namespaced`: in the namespace of the sessions. */
export function kubectl(
  place: ClusterPlace,
  words: readonly string[],
  namespaced = true,
): string | undefined {
  const where = namespaced ? ['-n', place.namespace] : [];
  const line = shellLine('kubectl', '--context', contextOf(place), ...where, ...words);
  const files = place.way === 'kubeconfig' ? place.files : null;
  if (files === null || line === undefined) return line;
  // Quoted as a whole it would not be an assignment.
  return visible(files) === files ? `KUBECONFIG=${quoted(files)} ${line}` : undefined;
}

/** The field for an optional command: nothing where there is none. */
export function commandField(command: string | undefined): { command?: string } {
  return command === undefined ? {} : { command };
}
