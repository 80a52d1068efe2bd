/** GAM's question for a consent in the browser, as it stands in a terminal's output; and the channels about it. */
import { z } from 'zod';

/** Ports at which GAM waits for the browser (_waitForHttpClient in its source). */
const PORTS = { first: 8080, last: 8098 };
const LONGEST = 8_192;

/** An address of Google's that asks for consent, whose answer comes to a port of the session. */
export interface Consent {
  readonly url: string;
  readonly port: number;
  /** What the answer must carry. */
  readonly state: string;
}

/** The consent that an address asks for; null: it is any other address. */
export function consentOf(url: string): Consent | null {
  if (url.length > LONGEST || !URL.canParse(url)) return null;
  const { protocol, host, username, searchParams } = new URL(url);
  const back = searchParams.get('redirect_uri') ?? '';
  const state = searchParams.get('state') ?? '';
  const port = Number(/^http:\/\/(?:127\.0\.0\.1|localhost):(\d{4})\/?$/.exec(back)?.[1]);
  const isGoogles = protocol === 'https:' && host === 'accounts.google.com' && username === '';
  const isCode = searchParams.get('response_type') === 'code' && state !== '';
  if (!isGoogles || !isCode || !(port >= PORTS.first && port <= PORTS.last)) return null;
  return { url, port, state };
}

/** The last consent that is asked for in a text; null: none is. */
export function findConsent(text: string): Consent | null {
  const found = text.match(/https:\/\/accounts\.google\.com\/[!-~]+/g) ?? [];
  return found.flatMap((url) => consentOf(url) ?? []).at(-1) ?? null;
}

/** Channels about the consent that the calling terminal window's session waits for. */
export const consentCalls = {
  /**
   * Waits on this computer for the browser's answer, where the session is not on it, and opens the address when the person
   * has seen it; false: they did not want to. Whatever waited before in this window is given up.
   */
  'consent.open': {
    input: z.object({ url: z.string().max(LONGEST) }).strict(),
    output: z.boolean(),
  },
  /** Waits no longer. */
  'consent.stop': { input: z.undefined(), output: z.void() },
} as const;
