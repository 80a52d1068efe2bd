import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consentOf, findConsent } from '../../../preload/contract';

const URL_ = 'https://accounts.google.com/o/oauth2/v2/auth';
/** As GAM prints it. */
function address(change: Record<string, string> = {}, base = URL_): string {
  const fields = {
    response_type: 'code',
    client_id: 'c.apps.googleusercontent.com',
    redirect_uri: 'http://127.0.0.1:8080/',
    state: 'K1QAc12ke5Ndqy5T6UZ2KwfjeGQbUt',
    ...change,
  };
  return `${base}?${new URLSearchParams(fields)}`;
}

describe('a consent', () => {
  test.each([
    [address(), 8080],
    [address({ redirect_uri: 'http://localhost:8098' }), 8098],
  ])('is known by its address: %s', (url, port) => {
    expect(consentOf(url)).toEqual({ url, port, state: 'K1QAc12ke5Ndqy5T6UZ2KwfjeGQbUt' });
  });

  test.each([
    ['another host', address({}, 'https://accounts.google.com.evil.example/o/oauth2/v2/auth')],
    ['a user', address({}, 'https://accounts.google.com@evil.example/o/oauth2/v2/auth')],
    ['no TLS', address({}, 'http://accounts.google.com/o/oauth2/v2/auth')],
    ['another port', address({ redirect_uri: 'http://127.0.0.1:22/' })],
    ['a port beyond', address({ redirect_uri: 'http://127.0.0.1:8099/' })],
    ['another computer', address({ redirect_uri: 'http://10.0.0.1:8080/' })],
    ['a path', address({ redirect_uri: 'http://127.0.0.1:8080/x' })],
    ['no state', address({ state: '' })],
    ['another answer', address({ response_type: 'token' })],
    ['no address', 'accounts.google.com'],
  ])('is not %s', (_, url) => {
    expect(consentOf(url)).toBeNull();
    expect(findConsent(`Go to:\n\n  ${url}\n`)).toBeNull();
  });

  test('is found in any text, the last one of them', () => {
    const letters = fc.string().filter((text) => !text.includes('https'));
    fc.assert(
      fc.property(letters, letters, fc.integer({ min: 8080, max: 8098 }), (before, after, port) => {
        const url = address({ redirect_uri: `http://127.0.0.1:${port}/` });
        const text = `${before}\n${address()}\n${url}\n${after}`;
        expect(findConsent(text)).toMatchObject({ url, port });
      }),
    );
  });
});
