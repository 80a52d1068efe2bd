/** The certificate that a server shows: how long it is still good. Pure. */
import type { PeerCertificate } from 'node:tls';
import type { Outcome } from '../../../preload/contract';
import { passed, warned } from '../check';

const DAY_MS = 24 * 3_600_000;
/** Servers that renew their certificates do it earlier. days */
const SOON = 14;

/** It was accepted, or there would be no connection; `now` in ms since 1970. */
export function certificateOutcome(
  certificate: Pick<PeerCertificate, 'valid_to'>,
  protocol: string | null,
  now: number,
): Outcome {
  const until = Date.parse(certificate.valid_to ?? '');
  const made = protocol ?? 'TLS';
  // A connection that was resumed shows none.
  if (Number.isNaN(until)) return passed(made);
  const days = Math.floor((until - now) / DAY_MS);
  const good = `certificate good for ${days === 1 ? '1 day' : `${days} days`}`;
  if (days >= SOON) return passed(`${made}, ${good}`);
  return warned({
    what: `Its ${good}`,
    why: 'When it is over, the cluster cannot be reached any more.',
    fix: 'Tell whoever keeps the cluster.',
  });
}
