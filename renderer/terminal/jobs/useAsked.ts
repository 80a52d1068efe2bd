/** Does what was asked of this window from elsewhere: puts a command at the prompt, without running it, or shows a job. */
import { useEffect, useRef } from 'react';
import { bridge } from '../../ui/bridge';
import type { Controller } from '../controller';
import type { Open } from '../useOpen';

/** `ready`: whether it can be done now: before the link lives, a window that was just made cannot type. */
export function useAsked(controller: Controller, open: Open, ready: boolean): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (!ready) return;
    const take = () =>
      void bridge.call('jobs.takeAsked').then((answer) => {
        if (!answer.ok || answer.value === null) return;
        const asked = answer.value;
        if (asked.kind === 'show') return latest.current.show({ kind: 'jobs', job: asked.job });
        latest.current.close();
        controller.paste(asked.line);
      });
    take();
    return bridge.on('jobs.asked', take);
  }, [controller, ready]);
}
