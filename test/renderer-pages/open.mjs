/** Builds the pages, serves them on loopback with main's policy, and opens them in a browser with a fake bridge. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fakeBridge } from './fake.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
// As main/desktop/scheme.ts has it.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Builds the pages into a folder. */
export async function buildPages(out) {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const config = join(ROOT, 'test/renderer-pages/vite.config.ts');
  await promisify(execFile)(process.execPath, [vite, 'build', '-c', config, '--outDir', out]);
}

/** Serves a folder on a free port of loopback; resolves to its address and what stops it. */
export async function servePages(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    try {
      const body = await readFile(join(folder, pathname));
      const type = TYPES[extname(pathname)] ?? 'application/octet-stream';
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': POLICY })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Opens a scenario's page; errors and refused content are collected in `page.wrong`. */
export async function openPage(context, origin, scenario, query = '') {
  const page = await context.newPage();
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.wrong.push(message.text());
  });
  await page.addInitScript(fakeBridge, scenario);
  const part = scenario.part === undefined ? '' : `#${scenario.part}`;
  await page.goto(`${origin}/${scenario.page}/index.html${query}${part}`);
  return page;
}
