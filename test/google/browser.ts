/** A browser that goes to Google and back, as far as a sign-in needs one. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Network } from '../../main/network/network';

/** The last page that was shown. */
export interface Shown {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** One request, and what it is answered. */
export function visit(url: string, network: Network | null, more: object = {}): Promise<Shown> {
  return new Promise((resolve, reject) => {
    const agent = network?.agent(new URL(url).hostname);
    const options = { ...more, ...(agent && { agent }) };
    const request = url.startsWith('https:') ? secure(url, options) : plain(url, options);
    request.once('error', reject);
    request.once('response', async (response) => {
      const html = await text(response);
      // Each visit has connections of its own.
      agent?.destroy();
      resolve({ status: response.statusCode ?? 0, html, headers: response.headers });
    });
    request.end();
  });
}

/** Where the browser was sent to, or null: it is shown a page. */
export function locationOf({ headers }: Shown): string | null {
  return typeof headers['location'] === 'string' ? headers['location'] : null;
}

/** Opens Google's page, and follows it back to this computer. */
export async function browse(url: string, network: Network): Promise<Shown> {
  const first = await visit(url, network);
  const back = locationOf(first);
  return back === null ? first : visit(back, null);
}
