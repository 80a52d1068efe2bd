/** Usage of a session as pictures need it. */

/** Ten minutes in which memory was filled up. */
export const usageOf = (now) =>
  Array.from({ length: 120 }, (_, at) => ({
    at: now - (120 - at) * 5_000,
    cpu: 0.3 + 0.2 * Math.sin(at / 6),
    memory: (70 + at * 3.4) * 2 ** 20,
    memoryLimit: 512 * 2 ** 20,
    disk: 63e6 + at * 1e5,
    diskLimit: 4 * 2 ** 30,
  }));
