/** What answers mean that the stand-in for Google never gives (asked.test.ts has those that it does). */
import { expect, test } from 'vitest';
import { judgeService, judgeSignIn } from '../../../main/tenants/asked/judge';

const answer = (code: number | null, stdout = '', stderr = '') => ({ code, stdout, stderr });
const NO_WAY = 'Google could not be reached: nothing is known of the credentials.';

test('GAM’s codes for the network are told as that, whatever it says', () => {
  for (const code of [3, 4, 5]) {
    expect(judgeSignIn(answer(code), null)).toMatchObject([{ kind: 'bad', text: NO_WAY }]);
    expect(judgeService(answer(code))).toMatchObject([{ kind: 'warn', text: NO_WAY }]);
  }
  expect(judgeSignIn(answer(1, '', 'getaddrinfo failed'), null)).toMatchObject([{ text: NO_WAY }]);
});

test('an answer that names no scopes says nothing of them', () => {
  const who = 'Google Workspace Admin: admin@larkfield.example\n';
  expect(judgeSignIn(answer(0), answer(0, who))).toEqual([
    { kind: 'ok', text: 'Google takes the sign-in of admin@larkfield.example.' },
  ]);
});

test('a service account is not well where GAM ended well and said nothing', () => {
  expect(judgeService(answer(0))).toMatchObject([
    { kind: 'warn', text: expect.stringContaining('does not take the service account’s key') },
  ]);
  expect(judgeService(answer(0, 'https://mail.google.com/ PASS\n'))).toMatchObject([
    { kind: 'ok' },
  ]);
});
