import { expect, test } from 'vitest';
import { whyForbidden } from '../../../setup/checks/directions.mjs';

test.each([
  ['renderer/home/main.tsx', '../../preload/contract'],
  ['renderer/home/main.tsx', '../ui/Button'],
  ['renderer/home/main.tsx', 'react'],
  ['main/ipc/answer.ts', '../../preload/contract'],
  ['main/index.ts', 'electron'],
  ['main/index.ts', './cli/main'],
  ['preload/index.ts', './contract'],
  ['test/unit/x.test.ts', '../../main/index'],
  ['setup/test.mjs', './lib/run.mjs'],
])('%s may import %s', (file, specifier) => {
  expect(whyForbidden(file, specifier)).toBeUndefined();
});

test.each([
  ['renderer/home/main.tsx', '../../main/core'],
  ['renderer/home/main.tsx', '../../preload/index'],
  ['renderer/home/main.tsx', 'electron'],
  ['renderer/home/main.tsx', 'node:fs'],
  ['renderer/home/main.tsx', 'fs/promises'],
  ['main/index.ts', '../renderer/ui/words'],
  ['main/index.ts', '../preload/index'],
  ['main/index.ts', '../setup/lib/paths.mjs'],
  ['main/index.ts', '../test/unit/chance'],
  ['preload/contract.ts', '../main/core'],
  ['preload/contract.ts', '../renderer/ui/words'],
  ['setup/test.mjs', '../main/core'],
])('%s may not import %s', (file, specifier) => {
  expect(whyForbidden(file, specifier)).toEqual(expect.any(String));
});
