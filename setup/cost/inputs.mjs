// @ts-check
// What docs/cost.md is computed from. Prices and limits are Google's and change: they are inputs, not truths. Look them
// up at their sources for your region before you rely on the page, change them here, and run `npm run cost`.

/** US dollars, list prices for Iowa (us-central1) as of November 2025; other regions cost up to a half more. */
export const PRICES = {
  /** https://cloud.google.com/kubernetes-engine/pricing, Autopilot, general purpose */
  cpuHour: 0.0445,
  memoryGiBHour: 0.0049225,
  diskGiBHour: 0.0000548,
  clusterHour: 0.1,
  /** https://cloud.google.com/nat/pricing: per node up to 32 nodes, and no more beyond */
  natNodeHour: 0.0014,
  natMostHour: 0.044,
};

/** A session of the size “standard” (preload/settings.ts); its disk is what its pod asks for. */
export const SESSION = { cpu: 0.5, memoryGiB: 0.5, diskGiB: 5 };

/** How people work: assumptions. */
export const PEOPLE = {
  /** Sessions that one person has at a time. */
  sessionsEach: 3,
  /** Spare pods that each open app keeps. */
  sparesEach: 1,
  /** For how long a session is used, in hours: a working day. */
  hoursOfSession: 8,
};

/** A node that Autopilot picks for such pods: an assumption; it is Google's to choose. */
export const NODE = { cpu: 8, share: 0.9, mostPods: 32 };

/**
 * Per cluster, and where each is from.
 * @type {Readonly<Record<string, { most: number, source: string, todo: string }>>}
 */
export const LIMITS = {
  nodes: {
    most: 5000,
    source: 'https://cloud.google.com/kubernetes-engine/quotas',
    todo: 'More clusters, one per region or department; `name` and `location` tell them apart.',
  },
  podAddresses: {
    most: 4096,
    source: '`pods_range` 10.24.0.0/14, a /26 for each node',
    todo: 'A larger `pods_range` before the cluster is made: it cannot grow later.',
  },
  requestsPerSecond: {
    most: 3000,
    source: '600 at a time (the API server’s defaults) at 0.2 s each, the slowest that is good',
    todo: 'Nothing for the app; look at who else asks.',
  },
  podsInStore: {
    most: 200000,
    source:
      'https://github.com/kubernetes/community/blob/master/sig-scalability/configs-and-limits/thresholds.md (150,000 to 200,000)',
    todo: 'More clusters.',
  },
  streams: {
    most: 10000,
    source:
      'exec streams open through one cluster’s API servers: a cautious guess. Each took 23 KiB of the API server’s memory (200 measured); what the tunnel to the nodes bears was not',
    todo: 'Close windows: a session without a window holds one stream instead of two; then more clusters.',
  },
};
