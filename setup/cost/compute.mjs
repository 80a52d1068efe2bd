// @ts-check

import { LIMITS, NODE, PEOPLE, PRICES, SESSION } from './inputs.mjs';
import { LOAD } from './load.mjs';

/**
 * What so many sessions take. Rates are per second, prices in US dollars.
 * @typedef {object} Estimate
 * @property {number} sessions
 * @property {number} people
 * @property {number} pods with the spares
 * @property {number} nodes
 * @property {number} clusters
 * @property {number} requests to all API servers, per second
 * @property {number} sessionHour what an hour of one session costs, with its share of all the rest
 * @property {number} bare what an hour of the pod alone costs
 * @property {{ name: string, share: number, todo: string }} first what breaks first in one cluster, and how much of it is used
 */

/** Of a limit that is planned with. */
const FILLED = 0.7;

/** An hour of one pod. */
export function podHour() {
  const { cpu, memoryGiB, diskGiB } = SESSION;
  const { cpuHour, memoryGiBHour, diskGiBHour } = PRICES;
  return cpu * cpuHour + memoryGiB * memoryGiBHour + diskGiB * diskGiBHour;
}

/**
 * @param {number} sessions at a time
 * @returns {Estimate}
 */
export function estimate(sessions) {
  const people = Math.ceil(sessions / PEOPLE.sessionsEach);
  const pods = sessions + people * PEOPLE.sparesEach;
  const nodes = Math.ceil(pods / podsPerNode());
  const requests = requestsPerSecond(sessions, people, pods);
  const shares = Object.entries({
    nodes,
    podAddresses: nodes,
    requestsPerSecond: requests,
    podsInStore: pods,
    // A window and the list’s watcher of each session.
    streams: 2 * sessions,
  }).map(([name, used]) => {
    const { most = 1, todo = '' } = LIMITS[name] ?? {};
    return { name, share: used / most, todo };
  });
  const [first = { name: '', share: 0, todo: '' }] = shares.sort((a, b) => b.share - a.share);
  const clusters = Math.max(1, Math.ceil(first.share / FILLED));
  const nat = Math.min(nodes * PRICES.natNodeHour, clusters * PRICES.natMostHour);
  const all = pods * podHour() + clusters * PRICES.clusterHour + nat;
  return {
    ...{ sessions, people, pods, nodes, clusters, requests },
    ...{ bare: podHour(), sessionHour: all / sessions, first },
  };
}

function podsPerNode() {
  return Math.min(NODE.mostPods, Math.floor((NODE.cpu * NODE.share) / SESSION.cpu));
}

/**
 * @param {number} sessions
 * @param {number} apps
 * @param {number} pods
 */
function requestsPerSecond(sessions, apps, pods) {
  const idle =
    apps * LOAD.requestsPerMinuteOfAnOpenApp + sessions * LOAD.requestsPerMinuteOfASession;
  const life = LOAD.requestsToMakeAndEnter + LOAD.requestsToEnd;
  return idle / 60 + (pods * life) / (PEOPLE.hoursOfSession * 3600);
}
