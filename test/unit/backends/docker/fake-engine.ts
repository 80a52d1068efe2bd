/** Stands in for an engine at a socket, for answers that a real one seldom gives. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers by method and path, the longest that fits. */
export type Answers = Readonly<Record<string, Answer>>;

/** An answer in JSON. */
export function json(body: unknown, status = 200): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

/** An engine's usual answers to what it is asked first. */
export const USUAL: Answers = {
  'GET /version': json({ Version: '28.2.2', Components: [{ Name: 'Engine', Version: '28.2.2' }] }),
  'GET /info': json({ NCPU: 2 }),
  'GET /images/json': json([]),
};

/** One that listens; `asked` is what it was asked, in order. */
export interface FakeEngine {
  readonly host: string;
  readonly asked: string[];
  close(): Promise<void>;
}

/** Begins to listen. What it has no answer for is not there (404). */
export async function fakeEngine(answers: Answers): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-engine-'));
  const socket = join(folder, 's');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const what = `${request.method} ${request.url}`;
    asked.push(what);
    const [key = ''] = Object.keys(answers)
      .filter((start) => what.startsWith(start))
      .sort((a, b) => b.length - a.length);
    (answers[key] ?? json({ message: 'no such thing' }, 404))(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(socket, resolve);
  });
  return {
    host: `unix://${socket}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}
