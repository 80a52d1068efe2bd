/** The bell of the terminal, as the settings have it. */
import { useEffect, useRef } from 'react';
import type { Settings } from '../../preload/contract';
import { bridge } from '../ui/bridge';

export function Bell(props: {
  /** How often it rang. */
  count: number;
  kind: Settings['bell'];
}) {
  const { count, kind } = props;
  const heard = useRef(count);
  useEffect(() => {
    const isNew = count > heard.current;
    heard.current = count;
    if (isNew && kind === 'sound') void bridge.call('terminal.beep');
  }, [count, kind]);
  // Another key makes another element, which flashes anew.
  return kind === 'visual' && count > 0 ? <div className="bell" key={count} aria-hidden /> : null;
}
