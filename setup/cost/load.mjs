// @ts-check

/**
 * What the app asks of an API server, at most: test/cluster/api-load.test.ts counts the app's own requests, and fails
 * where it is more.
 */
export const LOAD = {
  /** What it counted, when, and on what. */
  measured:
    'with 3 sessions, for a minute each, on Kubernetes 1.37.2 on 2 December 2026: 1 request a minute of an open app, none more for its sessions, 5 to make and enter a session, 5 to end one',
  requestsPerMinuteOfAnOpenApp: 2,
  requestsPerMinuteOfASession: 0.2,
  requestsToMakeAndEnter: 8,
  requestsToEnd: 8,
  /** Of the API server, for each open exec stream: 23 were measured (test/cluster/streams-load.test.ts). */
  memoryOfAStreamKiB: 256,
};
