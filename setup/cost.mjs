// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { page } from './cost/page.mjs';
import { root } from './lib/paths.mjs';

// `npm run cost` writes docs/cost.md.
writeFileSync(join(root, 'docs', 'cost.md'), page());
