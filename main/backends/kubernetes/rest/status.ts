/** What an API server says when it refuses, and at the end of an exec: a Status. */
import { z } from 'zod';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const Status = z.looseObject({
  kind: z.literal('Status'),
  status: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
  details: z
    .looseObject({
      name: z.string().optional(),
      kind: z.string().optional(),
      causes: z
        .array(
          z.looseObject({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .optional(),
      retryAfterSeconds: z.number().optional(),
    })
    .optional(),
});
export type Status = z.infer<typeof Status>;

/** The longest Status that is read; the longest real ones name every field of a pod. characters */
const MOST = 256 * 1024;

/** The Status in a text, or null: it is none. */
export function statusOf(text: string): Status | null {
  if (text.length > MOST) return null;
  try {
    return Status.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
