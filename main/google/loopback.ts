/**
 * The address on this computer to which Google sends the browser back.
 * https://datatracker.ietf.org/doc/html/rfc8252#section-7.3
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { html, PAGE_HEADERS, type Page } from './page';

/** An address that waits for the browser. */
export interface Loopback {
  /** As it is told to Google. */
  readonly address: string;
  /** Stops listening. The page that is being shown is shown to its end. */
  close(): void;
}

const STRANGE: Page = {
  status: 400,
  title: 'Not for GamGUI',
  text: 'This request does not belong to the sign-in that GamGUI waits for. Nothing has happened.',
};
const USED: Page = {
  status: 410,
  title: 'This sign-in is over',
  text: 'An answer has been received already. Close this window.',
};
const NOT_HERE: Page = { status: 404, title: 'Nothing is here', text: 'Close this window.' };

/** The first value of each name; null where a name is there twice, which Google never does. */
function valuesOf(query: URLSearchParams): Map<string, string> | null {
  const values = new Map(query);
  return values.size === query.size ? values : null;
}

function urlOf(path: string, host: string): URL | null {
  const whole = `http://${host}${path}`;
  return path.startsWith('/') && URL.canParse(whole) ? new URL(whole) : null;
}

/**
 * Listens on a free port of 127.0.0.1 alone. The first request that carries the state is the answer, and `take` says what
 * the browser shows; whatever else comes is refused and changes nothing, since any page in the browser can send requests here.
 */
export async function listen(
  state: string,
  take: (answer: ReadonlyMap<string, string>) => Promise<Page>,
): Promise<Loopback> {
  let isUsed = false;
  let host = '';
  const answer = async (request: IncomingMessage): Promise<Page> => {
    // Another name for this address would mean that someone's DNS points at it.
    if (request.method !== 'GET' || request.headers.host !== host) return STRANGE;
    const url = urlOf(request.url ?? '', host);
    if (url?.pathname !== '/') return NOT_HERE;
    const values = valuesOf(url.searchParams);
    if (values?.get('state') !== state) return STRANGE;
    if (isUsed) return USED;
    isUsed = true;
    return take(values);
  };
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const page = await answer(request);
    response.writeHead(page.status, PAGE_HEADERS).end(html(page));
  };
  const server = createServer((request, response) => void respond(request, response));
  const port = await portOf(server);
  host = `127.0.0.1:${port}`;
  return { address: `http://${host}/`, close: () => server.close() };
}

function portOf(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
