import { mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utime } from '../../../../main/sessions/transfers/local-time';

test('any millisecond up to the year 2100 is kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-time-'));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0) }), (ms) => {
      utimesSync(folder, 1, utime(ms));
      expect(Math.floor(statSync(folder).mtimeMs)).toBe(ms);
    }),
  );
  rmSync(folder, { recursive: true });
});
