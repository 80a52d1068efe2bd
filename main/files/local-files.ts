/** How transfers have names and files of this computer (main/sessions/transfers/queue/lane.ts). */
import type { LocalFiles } from '../sessions/transfers/moves/local-files';
import { localName } from './local-name';
import { LocalTree } from './local-tree';
import { TakenNames } from './taken-names';

/** Those of a platform. */
export function localFiles(platform: NodeJS.Platform): LocalFiles {
  return {
    names: (taken) => {
      const names = new TakenNames(taken);
      return (name) => localName(name, names, platform);
    },
    walk: (local, signal) => new LocalTree([local], { platform, signal }).items(),
  };
}
