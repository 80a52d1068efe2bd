/** How long new sessions go on. */
import { SETTING_NAMES } from '../../ui/setting-names';
import type { LookProps } from './Appearance';
import { TextRow } from './rows';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const USUAL = { idleMs: HOUR, lifeMs: 8 * HOUR };
/** 30 days, in hours. */
const LONGEST = 720;

export function LimitRows({ settings, change }: LookProps) {
  const { idleMs, lifeMs } = settings;
  return (
    <>
      <TextRow
        label={SETTING_NAMES.idle}
        about="Minutes without a job or a keystroke after which a session ends. Empty is never."
        value={idleMs === null ? '' : String(idleMs / MINUTE)}
        saved={idleMs !== USUAL.idleMs}
        wrong={(text) => (/^([1-9]\d{0,5})?$/.test(text) ? null : 'it must be whole minutes')}
        save={(text) => change({ idleMs: text === '' ? null : Number(text) * MINUTE })}
        reset={() => change({ idleMs: USUAL.idleMs })}
      />
      <TextRow
        label={SETTING_NAMES.life}
        about="Hours after which a session ends, but never under a job. Empty is when you end it."
        value={lifeMs === null ? '' : String(lifeMs / HOUR)}
        saved={lifeMs !== USUAL.lifeMs}
        wrong={(text) => (isLife(text) ? null : 'it must be from 0.1 to 720 hours')}
        save={(text) => change({ lifeMs: text === '' ? null : Math.round(Number(text) * HOUR) })}
        reset={() => change({ lifeMs: USUAL.lifeMs })}
      />
    </>
  );
}

function isLife(text: string): boolean {
  return text === '' || (/^\d+(\.\d+)?$/.test(text) && +text >= 0.1 && +text <= LONGEST);
}
