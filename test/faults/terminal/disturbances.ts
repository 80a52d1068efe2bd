/** What toxiproxy does to a connection that goes on, and to one that is lost in silence. */
import type { Toxic } from './toxiproxy';

const BOTH = ['upstream', 'downstream'] as const;

/** A round trip longer by so much, ms, and so much at most, KB/s. */
const SLOW = { latency: 50, rate: 200 };
/** Pieces of so many bytes, and a pause after each, µs. */
const SLICES = { average_size: 64, size_variation: 32, delay: 50 };
/** Nothing comes for longer than any round lasts; when it is taken away, all that was held comes. ms */
const STALL = 600_000;

/** Toxics by the kind of fault. */
export const DISTURBANCES = {
  slow: BOTH.flatMap((stream): Toxic[] => [
    { type: 'latency', stream, attributes: { latency: SLOW.latency, jitter: 0 } },
    { type: 'bandwidth', stream, attributes: { rate: SLOW.rate } },
  ]),
  slicing: BOTH.map((stream): Toxic => ({ type: 'slicer', stream, attributes: SLICES })),
  stall: BOTH.map(
    (stream): Toxic => ({ type: 'latency', stream, attributes: { latency: STALL, jitter: 0 } }),
  ),
  'black-hole': BOTH.map(
    (stream): Toxic => ({ type: 'timeout', stream, attributes: { timeout: 0 } }),
  ),
} as const;

/** Bytes that come in so many ms over a slow link at most, with what was on its way already. */
export function mostWhileSlow(ms: number): number {
  return SLOW.rate * ms * 1.3 + 300_000;
}

/** On a connection that is made while this is there, without effect, the proxy's ending is an RST. */
export const LINGER: Toxic = {
  type: 'reset_peer',
  stream: 'downstream',
  toxicity: 0,
  attributes: { timeout: 0 },
};
