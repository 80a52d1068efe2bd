/** Before each file of tests: why nothing of it is run. */
import { missing } from './cluster';

if (missing !== null) console.warn(`skipped: ${missing}`);
