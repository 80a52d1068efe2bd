/** A small chart of one thing a session uses. The words beside it say what it is now: the line is for the eye alone. */
import { USAGE_MS } from '../../../preload/contract';
import type { Meter } from './model';

const WIDTH = 240;
const HEIGHT = 40;

export function Chart({ meter }: { meter: Meter }) {
  const { name, words, top, part } = meter;
  const line = lineOf(meter);
  return (
    <div className="usage-chart">
      <p>
        <span>{name}</span>
        <span className="text-2">{words}</span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
        <path className="ground" d={`${line} V ${HEIGHT} H ${firstOf(meter)} Z`} />
        <path className="line" d={line} />
        {part === null ? null : <path className="limit" d={`M 0 0.5 H ${WIDTH}`} />}
      </svg>
      <p className="text-3 small">{part === null ? `up to ${top}` : `limit ${top}`}</p>
    </div>
  );
}

/** Where a time is, the newest being at the right edge. */
function place({ points }: Meter, at: number): number {
  const newest = points.at(-1)?.at ?? at;
  return Math.max(0, WIDTH - ((newest - at) / USAGE_MS) * WIDTH);
}

function firstOf(meter: Meter): number {
  return place(meter, meter.points[0]?.at ?? 0);
}

/** What is not told of stays as it was until the next sample: a step, and no slope. */
function lineOf(meter: Meter): string {
  const { points } = meter;
  const y = (part: number) => (1 - part) * (HEIGHT - 2) + 1;
  const [first, ...rest] = points;
  if (first === undefined) return `M 0 ${HEIGHT}`;
  const steps = rest.map(
    ({ at, part }) => `H ${place(meter, at).toFixed(1)} V ${y(part).toFixed(1)}`,
  );
  return [`M ${firstOf(meter).toFixed(1)} ${y(first.part).toFixed(1)}`, ...steps].join(' ');
}
