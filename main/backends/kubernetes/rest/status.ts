/** What an API server says when it refuses, and at the end of an exec: a Status. */
import { z } from 'zod';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const Status = z.looseObject({
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

const Refused = Status.extend({ kind: z.literal('Status') });
/** At the end of an exec it comes without its kind. */
const Ended = Status.extend({ status: z.string() });

/** The longest Status that is read; the longest real ones name every field of a pod. characters */
const MOST = 256 * 1024;

function read(schema: typeof Refused | typeof Ended, text: string): Status | null {
  if (text.length > MOST) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The Status in a refusal, or null: it is none. */
export function statusOf(text: string): Status | null {
  return read(Refused, text);
}

/** The Status at the end of an exec, or null: it is none. */
export function endStatusOf(text: string): Status | null {
  return read(Ended, text);
}
