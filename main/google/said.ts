/** What Google said when it refused: two services, two shapes. https://google.aip.dev/193, RFC 6749 section 5.2 */
import { z } from 'zod';

const Detail = z.looseObject({
  reason: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});
const OAuthBody = z.object({
  error: z.string(),
  error_description: z.string().catch(''),
  error_subtype: z.string().catch(''),
});
const ApiBody = z.object({
  error: z.object({
    code: z.number(),
    status: z.string().catch(''),
    message: z.string().catch(''),
    details: z.array(Detail).catch([]),
  }),
});

/** A refusal by the token service, by an API, or by something else that answers with an HTTP status. */
export type Said =
  | {
      readonly by: 'oauth';
      readonly error: string;
      readonly text: string;
      readonly subtype: string;
    }
  | {
      readonly by: 'api';
      readonly status: number;
      readonly text: string;
      /** Machine-readable reasons: SERVICE_DISABLED, USER_PROJECT_DENIED. */
      readonly reasons: readonly string[];
    }
  | { readonly by: 'other'; readonly status: number };

/** A thrown object as far as it is read. It holds secrets (its `config`), so nothing else of it is. */
const Thrown = z.object({
  message: z.string().catch(''),
  code: z.union([z.string(), z.number()]).optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  response: z
    .object({ status: z.number(), data: z.unknown().optional() })
    .optional()
    .catch(undefined),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function bodyOf(body: unknown): Said | null {
  const api = ApiBody.safeParse(body);
  if (api.success) {
    const { code, message, details } = api.data.error;
    const reasons = details.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
    return { by: 'api', status: code, text: message, reasons };
  }
  const oauth = OAuthBody.safeParse(body);
  if (!oauth.success) return null;
  const { error, error_description: text, error_subtype: subtype } = oauth.data;
  return { by: 'oauth', error, text, subtype };
}

/** What Google said, or null: there was no answer. */
export function saidBy(error: unknown): Said | null {
  const thrown = Thrown.safeParse(error);
  if (!thrown.success) return null;
  const { message, code, status, response } = thrown.data;
  // The container client throws the whole body as the message, and forgets the answer.
  const said = bodyOf(response?.data) ?? bodyOf(parsed(message));
  if (said !== null) return said;
  const found = response?.status ?? status ?? (typeof code === 'number' ? code : undefined);
  return found === undefined ? null : { by: 'other', status: found };
}
