/** Which cluster and namespace a session is in: kept with the session, so that choosing another cluster loses none. */
import { z } from 'zod';

/** A place in some cluster; `namespace` is where its sessions are. */
export const ClusterPlace = z.discriminatedUnion('way', [
  z.object({
    way: z.literal('gke'),
    project: z.string(),
    /** A region or a zone. */
    location: z.string(),
    cluster: z.string(),
    namespace: z.string(),
  }),
  z.object({
    way: z.literal('kubeconfig'),
    /** The files that KUBECONFIG named then, or null: the user's usual one. */
    files: z.string().nullable(),
    context: z.string(),
    namespace: z.string(),
  }),
]);
export type ClusterPlace = z.infer<typeof ClusterPlace>;

/** The one text of a place, as it is kept in a session's specification. */
export function placeText(place: ClusterPlace): string {
  return JSON.stringify(ClusterPlace.parse(place));
}

/** The place that a text names, or null: it is none. */
export function placeOf(text: string | null): ClusterPlace | null {
  if (text === null) return null;
  try {
    return ClusterPlace.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
