/** One small public file, by the app's own way out: within a time, within a size, and by TLS alone, wherever it leads. */
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import type { Network } from '../network/network';
import { badAnswer, badStatus, notReached, tooLate } from './failures';

/** How long all of it may take. ms */
const TIME_MS = 10_000;
/** The most bytes that are taken. */
const MOST = 64 * 1024;
/** GitHub leads to the release, and from there to the store of its files. */
const MOST_HOPS = 5;
/** Nothing of the user, nor of the version that runs. Some servers refuse who says nothing. */
const HEADERS = { 'user-agent': 'GamGUI' };

/** What a server answered: the text, or where it is. */
type Answer = { readonly text: string } | { readonly leadsTo: string };

/** The text at an address. @throws Failure, in the words of failures.ts */
export async function download(address: URL, network: Network, timeMs = TIME_MS): Promise<string> {
  const signal = AbortSignal.timeout(timeMs);
  let at = address;
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const answer = await ask(at, network, signal, timeMs);
    if ('text' in answer) return answer.text;
    at = next(answer.leadsTo, at);
  }
  throw badAnswer(address.host, 'leads on and on');
}

/** Where it goes on; never without TLS, where anybody on the way could answer. */
function next(leadsTo: string, from: URL): URL {
  const to = URL.canParse(leadsTo, from.href) ? new URL(leadsTo, from) : null;
  if (to?.protocol !== 'https:') throw badAnswer(from.host, 'leads to an address without TLS');
  return to;
}

/** One request, with a connection of its own. */
async function ask(
  at: URL,
  network: Network,
  signal: AbortSignal,
  timeMs: number,
): Promise<Answer> {
  try {
    const agent = network.agent(at.host);
    // A proxy that stands still holds up a request so that aborting it alone does not end the wait for it.
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(tooLate(at.host, timeMs)), { once: true });
    });
    const answer = new Promise<Answer>((resolve, reject) => {
      const request = get(at, { agent, signal, headers: HEADERS, timeout: timeMs }, (response) => {
        read(response, at).then(resolve, reject);
      });
      request.on('error', reject);
    });
    return await Promise.race([answer, late]).finally(() => agent.destroy());
  } catch (error) {
    if (signal.aborted) throw tooLate(at.host, timeMs);
    throw notReached(error, at.host, network.proxy);
  }
}

async function read(response: IncomingMessage, at: URL): Promise<Answer> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    response.destroy();
    return { leadsTo: headers.location };
  }
  if (status !== 200) {
    response.destroy();
    throw badStatus(at.host, at.pathname.split('/').at(-1) ?? '', status);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MOST) throw badAnswer(at.host, 'is longer than 64 kB');
    chunks.push(bytes);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}
