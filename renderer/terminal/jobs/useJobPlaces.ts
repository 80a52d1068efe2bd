/** Has the terminal keep the places at which jobs began to print: those before the window was made, and each new one. */
import { useEffect } from 'react';
import type { Session } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { Controller } from '../controller';

export function useJobPlaces(controller: Controller, { job }: Session): void {
  useEffect(() => {
    // Asked for before the terminal is: what is printed again finds its places known.
    void bridge.call('jobs.outputs').then((answer) => {
      if (answer.ok) for (const output of answer.value) controller.jobBegan(output);
    });
  }, [controller]);
  const output = job?.output;
  useEffect(() => {
    if (output !== undefined) controller.jobBegan(output);
  }, [controller, output]);
}
