/** What electron-builder is told of a certificate. */
import { expect, test } from 'vitest';
import { withoutEmptyCertificate } from '../../../setup/steps/package.mjs';

test('a certificate that is not set is none', () => {
  const env = { CSC_LINK: '', CSC_KEY_PASSWORD: '', OTHER: '' };
  expect(withoutEmptyCertificate(env)).toEqual({ OTHER: '' });
});

test('one that is set stays', () => {
  const env = { CSC_LINK: 'a-certificate', CSC_KEY_PASSWORD: 'a password' };
  expect(withoutEmptyCertificate(env)).toEqual(env);
});
