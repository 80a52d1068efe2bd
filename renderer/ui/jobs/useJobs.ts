/** The jobs of sessions as main knows them, as long as a page shows them. */
import { useEffect, useState } from 'react';
import type { JobsOf } from '../../../preload/contract';
import { bridge } from '../bridge';

/** In a terminal window only its own session's; null: not known yet. */
export function useJobs(): readonly JobsOf[] | null {
  const [lists, setLists] = useState<readonly JobsOf[] | null>(null);
  useEffect(() => {
    let over = false;
    const stop = bridge.on('jobs.changed', (list) =>
      setLists((all) => [...(all ?? []).filter(({ session }) => session !== list.session), list]),
    );
    void bridge.call('jobs.list').then((answer) => {
      if (!over && answer.ok) setLists(answer.value);
    });
    return () => {
      over = true;
      stop();
      void bridge.call('jobs.leave');
    };
  }, []);
  return lists;
}
