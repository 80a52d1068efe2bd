// @ts-check

import { estimate, podHour } from './compute.mjs';
import { LIMITS, NODE, PEOPLE, PRICES, SESSION } from './inputs.mjs';
import { LOAD } from './load.mjs';

/** The sizes that the page is for, in sessions at a time. */
const SIZES = [10, 1_000, 100_000];

/** What each size is set up with, beside the defaults. @type {Readonly<Record<number, string>>} */
const SETTINGS = {
  10: 'The defaults. One namespace for the team, or one each.',
  1000: '`release_channel = "STABLE"`, one namespace a person with its quota (10 pods), 10 placeholder pods, `monthly_budget` from the table, CPU quota of the project raised.',
  100000:
    'Clusters by region or department, each its own project and state; `pods_range` /12, `nodes_range` /19; groups instead of people in roles.',
};

/** @param {number} value */
const count = (value) => Math.round(value).toLocaleString('en-GB');
/** @param {number} value @param {number} [digits] */
const dollars = (value, digits = 4) => `$${value.toFixed(digits)}`;
/** @param {number} value */
const percent = (value) => `${value < 0.01 ? (100 * value).toFixed(2) : count(100 * value)} %`;

/** @returns {string} docs/cost.md */
export function page() {
  const all = SIZES.map(estimate);
  const row = (/** @type {string} */ name, /** @type {(one: typeof all[0]) => string} */ cell) =>
    `| ${[name, ...all.map(cell)].join(' | ')} |`;
  return `# What it costs, and what breaks first

Made by \`npm run cost\` from \`setup/cost/inputs.mjs\` (prices, limits, how people work) and \`setup/cost/load.mjs\` (what the app asks of an API server). Change them, and run it again.

| sessions at a time | ${all.map(({ sessions }) => count(sessions)).join(' | ')} |
|---|${all.map(() => '---:').join('|')}|
${row('people (open apps)', ({ people }) => count(people))}
${row('pods, with spares', ({ pods }) => count(pods))}
${row('nodes', ({ nodes }) => count(nodes))}
${row('clusters', ({ clusters }) => count(clusters))}
${row('requests per second, all API servers', ({ requests }) => requests.toFixed(requests < 10 ? 2 : 0))}
${row('a session, an hour', ({ sessionHour }) => dollars(sessionHour))}
${row('of which its pod', ({ bare }) => dollars(bare))}
${row('a month of working hours (170 h)', ({ sessionHour, sessions }) => `$${count(170 * sessionHour * sessions)}`)}
${row('what breaks first in one cluster', ({ first }) => `${first.name}, ${percent(first.share)}`)}

## Settings for each size

${all.map(({ sessions, first }) => `- **${count(sessions)}**: ${SETTINGS[sessions]} What comes first is ${first.name}. ${first.todo}`).join('\n')}

## What it is computed from

- A session of the size “standard” asks for ${SESSION.cpu} CPU, ${SESSION.memoryGiB} GiB of memory and ${SESSION.diskGiB} GiB of disk: ${dollars(podHour())} an hour. CPU is ${percent((SESSION.cpu * PRICES.cpuHour) / podHour())} of it, so fewer CPUs save more than a smaller disk. Autopilot bills what pods ask for, not nodes.
- Each person has ${PEOPLE.sessionsEach} sessions for ${PEOPLE.hoursOfSession} h a day and ${PEOPLE.sparesEach} spare pod while the app is open. A spare costs as much as a session: without it each session waits for a pod of its own, and its hour costs little more than its pod.
- The app lists and watches each namespace once, however many sessions there are. It asks at most ${LOAD.requestsPerMinuteOfAnOpenApp} times a minute while it is open and ${LOAD.requestsPerMinuteOfASession} for each session, ${LOAD.requestsToMakeAndEnter} times to make and enter a session, ${LOAD.requestsToEnd} to end one. Counted were, ${LOAD.measured}. Bytes of terminals and files go through exec streams, which are no requests.
- A node has ${NODE.cpu} CPUs of which ${percent(NODE.share)} are for pods: an assumption. Autopilot puts at most ${NODE.mostPods} pods on one.
- Not in it: logs and metrics, egress, images, backups, Secret Manager. At ten sessions they are within the free amounts.
- Google's own quotas of the Workspace APIs are per domain and project, and no size of cluster raises them: ten bulk jobs on one domain wait for each other long before the cluster does.

| limit of a cluster | at most | from |
|---|---:|---|
${Object.entries(LIMITS)
  .map(([name, { most, source }]) => `| ${name} | ${count(most)} | ${source} |`)
  .join('\n')}

A cluster is planned with at most 70 % of a limit.
`;
}
