/**
 * Listens on this computer where the browser is sent after a consent that a session's GAM asked for. Only while the person
 * waits for it, on 127.0.0.1 alone, for one answer with the right state: any page in the browser can send requests here.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Consent } from '../../../preload/contract';
import { Failure } from '../../failure';
import { html, PAGE_HEADERS, type Page } from '../../google/page';

/** A person may have to sign in, and read what is asked for. ms */
const PATIENCE_MS = 15 * 60_000;
const LONGEST = 8_192;

const STRANGE: Page = {
  status: 400,
  title: 'Not for GamGUI',
  text: 'This request does not belong to the consent that GamGUI waits for. Nothing has happened.',
};
const DONE: Page = {
  status: 200,
  title: 'GAM has the answer',
  text: 'Go back to the session’s window: GAM goes on there. Close this one.',
};

/** What the browser shows where GAM could not be told. GAM takes the address by hand too. */
function failed(why: unknown): Page {
  const words = why instanceof Failure ? why.message : 'The session cannot be reached.';
  const text = `${words} Copy this page’s whole address, and paste it in the terminal where GAM asks for it.`;
  return { status: 502, title: 'GAM did not get the answer', text };
}

/** What waits for a browser. */
export interface Waiting {
  /** Stops listening. */
  close(): void;
}

/** `carry` brings the answer's path and query to the session. @throws Failure `port-taken` */
export async function waitForConsent(
  { port, state }: Consent,
  carry: (target: string) => Promise<void>,
): Promise<Waiting> {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  let isUsed = false;
  const answer = async ({ method, url = '', headers }: IncomingMessage): Promise<Page> => {
    // Another name for this address would mean that someone's DNS points at it.
    if (method !== 'GET' || !hosts.includes(headers.host ?? '') || isUsed) return STRANGE;
    if (!url.startsWith('/?') || url.length > LONGEST) return STRANGE;
    const states = new URLSearchParams(url.slice(2)).getAll('state');
    if (states.length !== 1 || states[0] !== state) return STRANGE;
    isUsed = true;
    return carry(url).then(() => DONE, failed);
  };
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const page = await answer(request);
    response.writeHead(page.status, PAGE_HEADERS).end(html(page));
    if (isUsed) close();
  };
  const server = createServer((request, response) => void respond(request, response));
  const timer = setTimeout(() => close(), PATIENCE_MS);
  const close = () => {
    clearTimeout(timer);
    server.close();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  }).catch((why: unknown) => {
    close();
    throw taken(port, why);
  });
  return { close };
}

function taken(port: number, cause: unknown): Failure {
  const message = `The browser’s answer cannot be received: another program of this computer uses port ${port}.`;
  const fix = 'End that program, or paste the browser’s last address in the terminal.';
  return new Failure('port-taken', message, fix, cause);
}
