/** Sessions in Docker: whether its engine is found, answers, and has the image. */
import type { Outcome, Place } from '../../preload/contract';
import type { Backend } from '../backends/backend';
import { type Check, failed, passed, unchecked } from './check';
import { commandField, shellLine } from './commands';

/** `docker`: the place, which looks anew each time it is asked. */
export function dockerChecks(docker: Pick<Backend, 'check'>): Check[] {
  return [
    {
      id: 'engine',
      title: 'Docker',
      run: async () => engineOutcome(await docker.check()),
    },
  ];
}

/** Pure. */
export function engineOutcome(status: Place['status']): Outcome {
  switch (status.kind) {
    case 'ready':
      return passed(status.text);
    case 'unset':
      return unchecked(status.text);
    case 'unusable': {
      const { code, message, fix = 'Check again when Docker runs.' } = status.error;
      const command = commandField(shellLine(...(COMMANDS[code] ?? USUAL)));
      return failed({ what: 'It cannot be used', why: message, fix, ...command });
    }
  }
}

/** Says what Docker’s own client says. */
const USUAL = ['docker', 'version'];
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'docker-context': ['docker', 'context', 'ls'],
  'docker-away': ['sudo', 'systemctl', 'start', 'docker'],
};
