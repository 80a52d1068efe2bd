import { expect, test } from 'vitest';
import { noProxy } from '../../../main/network/no-proxy';

test.each([
  ['example.com', 'example.com', 443, true],
  ['example.com', 'a.example.com', 443, true],
  ['example.com', 'badexample.com', 443, false],
  ['.example.com', 'example.com', 443, false],
  ['.example.com', 'a.b.example.com', 443, true],
  ['*.example.com', 'a.example.com', 443, true],
  ['*.example.com', 'example.com', 443, false],
  ['EXAMPLE.com.', 'Example.COM', 443, true],
  ['example.com:8443', 'example.com', 443, false],
  ['example.com:8443', 'example.com', 8443, true],
  ['*', 'anything', 443, true],
  ['10.0.0.0/8', '10.1.2.3', 443, true],
  ['10.0.0.0/8', '11.1.2.3', 443, false],
  ['10.0.0.0/33', '10.1.2.3', 443, false],
  ['10.0.0.0/8', 'ten.example.com', 443, false],
  ['fd00::/8', '[fd00::1]', 443, true],
  ['192.0.2.1', '192.0.2.1', 443, true],
  ['192.0.2.1:444', '192.0.2.1', 443, false],
  ['2.1', '192.0.2.1', 443, false],
  ['[2001:db8::1]', '2001:db8::1', 443, true],
  ['[2001:db8::1]:444', '2001:db8::1', 443, false],
  ['a.example.com, b.example.com c.example.com', 'c.example.com', 443, true],
  ['', 'example.com', 443, false],
  ['', 'localhost', 443, true],
  ['', '127.0.0.9', 443, true],
  ['', '[::1]', 443, true],
  ['%%%,/,:,.', 'example.com', 443, false],
])('%j, for %s:%i: %s', (list, host, port, isExempt) => {
  expect(noProxy(list)(host, port)).toBe(isExempt);
});
