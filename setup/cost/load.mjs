// @ts-check

/**
 * What the app asks of an API server, at most: test/cluster/api-load.test.ts counts the app's own requests, and fails
 * where it is more.
 */
export const LOAD = {
  /** When, and on what. */
  measured: '2 December 2026 on Kubernetes 1.37.2',
  requestsPerMinuteOfAnOpenApp: 3,
  requestsPerMinuteOfASession: 1,
  requestsToMakeAndEnter: 20,
  requestsToEnd: 10,
};
