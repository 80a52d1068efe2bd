/** What quitting is to do with the sessions that run. Pure. */
import type { Session, Settings } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { counted, runningJob, short } from '../tray/tray-words';

/** What there is when somebody quits. */
export interface QuitFacts {
  /** The sessions that go on. */
  readonly running: readonly Session[];
  /** Those in whose windows something is typed that has not been sent. */
  readonly unsent: readonly Session[];
  readonly setting: Settings['quit'];
}

/** What was remembered holds only where it costs nobody what cannot be had back. */
export function quitWay({ running, unsent, setting }: QuitFacts): Settings['quit'] {
  if (running.length === 0 && unsent.length === 0) return 'leave';
  if (unsent.length > 0) return 'ask';
  if (setting === 'end' && running.some((one) => runningJob(one) !== null)) return 'ask';
  return setting;
}

/** The question, in words. */
export function quitWords({ running, unsent }: QuitFacts): { message: string; detail: string } {
  const [first, ...more] = running;
  const isOne = first !== undefined && more.length === 0;
  const message = isOne
    ? `Leave ${visible(first.name)} of ${visible(first.tenant.name)} running?`
    : `Leave ${counted(running.length, 'session')} running?`;
  const jobs = running.filter((one) => runningJob(one) !== null).length;
  const stop = jobs === 0 ? '' : ` ${counted(jobs, 'running job')} would stop.`;
  return {
    message,
    detail: [
      isOne
        ? 'Left running it goes on without GamGUI, and is here when it starts again.'
        : 'Left running they go on without GamGUI, and are here when it starts again.',
      `Ending deletes ${isOne ? 'its shell' : 'their shells'}, files and output for good.${stop}`,
      ...unsentWords(unsent),
    ].join('\n\n'),
  };
}

function unsentWords(unsent: readonly Session[]): string[] {
  if (unsent.length === 0) return [];
  const names = unsent.map(({ name }) => short(name)).join(', ');
  return [`What you typed has not reached ${names} yet, and is lost when GamGUI quits.`];
}
