// @ts-check
import { agent } from './agent.mjs';
import { check } from './check.mjs';
import { cluster } from './cluster.mjs';
import { delivery } from './delivery.mjs';
import { e2e } from './e2e.mjs';
import { image } from './image.mjs';
import { terraform } from './terraform.mjs';
import { unit } from './unit.mjs';

/**
 * All suites, in the order they run in.
 * @type {import('./suite.mjs').Suite[]}
 */
export const suites = [check, unit, terraform, delivery, agent, image, cluster, e2e];
