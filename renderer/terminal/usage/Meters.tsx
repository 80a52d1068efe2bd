/** The header's meters of CPU and memory; pressed, they show the last ten minutes. As the header narrows, numbers go first, then bars. */
import './usage.css';
import { Cpu, MemoryStick } from 'lucide-react';
import { DialogTrigger, Popover, Button as Pressable } from 'react-aria-components';
import { Icon } from '../../ui/Icon';
import { Bar } from '../../ui/Progress';
import { Chart } from './Chart';
import { type Meter, metersOf } from './model';
import { useUsage } from './useUsage';

export function Meters() {
  const samples = useUsage();
  const meters = metersOf(samples);
  const known = meters.filter(({ words }) => words !== null);
  const said = known.map(({ name, words }) => `${name} ${words}`).join(', ');
  if (known.length === 0) return null;
  return (
    <DialogTrigger>
      <Pressable className="meters">
        <span className="unseen">{`Usage: ${said}`}</span>
        {known
          .filter(({ name }) => name !== 'Disk')
          .map((meter) => (
            <Small key={meter.name} meter={meter} />
          ))}
      </Pressable>
      {/* Without a dialog in it, it is one itself, called as the meters are, and nothing of it is outside. */}
      <Popover className="usage-popover" placement="bottom end">
        <h2>Usage in the last 10 minutes</h2>
        {known.map((meter) => (
          <Chart key={meter.name} meter={meter} />
        ))}
      </Popover>
    </DialogTrigger>
  );
}

function Small({ meter }: { meter: Meter }) {
  const { name, words, part } = meter;
  const near = (part ?? 0) >= 0.9;
  return (
    <span className={`meter ${near ? 'tone-warn' : ''}`} title={`${name}: ${words}`}>
      <Icon of={name === 'CPU' ? Cpu : MemoryStick} size={14} />
      {/* Where there is no limit, a bar that is full would say that it is reached. */}
      {part === null ? null : <Bar part={part} />}
      <span className="words" aria-hidden>
        {words}
      </span>
    </span>
  );
}
