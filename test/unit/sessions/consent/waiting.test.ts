/** The address on this computer at which the answer of a session's consent is received: one answer, and no other. */
import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../../../main/failure';
import { type Waiting, waitForConsent } from '../../../../main/sessions/consent/waiting';

const PORT = 8097;
const CONSENT = { url: '', port: PORT, state: 'right' };
const ANSWER = '/?state=right&code=4/abc&scope=x';

let carried: string[];
let waiting: Waiting;
let carry: () => Promise<void>;

beforeEach(async () => {
  carried = [];
  carry = () => Promise.resolve();
  waiting = await waitForConsent(CONSENT, (target) => {
    carried.push(target);
    return carry();
  });
});
afterEach(() => waiting.close());

/** As a browser asks. */
function ask(path: string, more: { method?: string; host?: string } = {}) {
  const { method = 'GET', host = `127.0.0.1:${PORT}` } = more;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: PORT,
      path,
      method,
      headers: { host },
      agent: false,
    };
    get(options, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += String(data);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    }).on('error', reject);
  });
}

test('the answer is carried as it is, a page of ours is shown, and nothing listens afterwards', async () => {
  const { status, text } = await ask(ANSWER);
  expect(status).toBe(200);
  expect(text).toContain('GAM has the answer');
  expect(carried).toEqual([ANSWER]);
  await expect(ask(ANSWER)).rejects.toThrow('ECONNREFUSED');
});

test('a refusal of Google’s is carried too', async () => {
  await ask('/?error=access_denied&state=right', { host: `localhost:${PORT}` });
  expect(carried).toEqual(['/?error=access_denied&state=right']);
});

describe('is refused, and the answer is still waited for:', () => {
  test.each([
    ['another state', '/?state=wrong&code=x', {}],
    ['two states', '/?state=right&state=wrong&code=x', {}],
    ['no state', '/?code=x', {}],
    ['another path', '/x?state=right&code=x', {}],
    ['an icon', '/favicon.ico', {}],
    ['another method', ANSWER, { method: 'POST' }],
    ['another name for this computer', ANSWER, { host: `evil.example:${PORT}` }],
    ['too long an address', `/?state=right&code=${'x'.repeat(8_192)}`, {}],
  ])('%s', async (_, path, more) => {
    expect((await ask(path, more)).status).toBe(400);
    expect(carried).toEqual([]);
    expect((await ask(ANSWER)).status).toBe(200);
  });
});

test('where GAM cannot be told, the page says how it is told by hand', async () => {
  carry = () => Promise.reject(new Failure('not-found', 'GAM does not wait <for> it.'));
  const { status, text } = await ask(ANSWER);
  expect(status).toBe(502);
  expect(text).toContain('GAM does not wait &#60;for&#62; it.');
  expect(text).toContain('paste it in the terminal');
});

test('a port that is in use is told', async () => {
  await expect(waitForConsent(CONSENT, () => carry())).rejects.toMatchObject({
    code: 'port-taken',
  });
});
