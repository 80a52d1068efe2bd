/** How files and names of this computer are had. */
import { localName } from '../../../files/local-name';
import { LocalTree } from '../../../files/local-tree';
import { TakenNames } from '../../../files/taken-names';
import type { LocalNames } from './fetching';
import type { WalkLocal } from './sending';

/** The names of what is fetched, and the files of what is sent. */
export interface LocalFiles {
  readonly names: LocalNames;
  readonly walk: WalkLocal;
}

/** As this system has them. */
export const localFiles: LocalFiles = {
  names: (taken) => {
    const names = new TakenNames(taken);
    return (name) => localName(name, names, process.platform);
  },
  walk: (local, signal) => new LocalTree([local], { platform: process.platform, signal }).items(),
};
