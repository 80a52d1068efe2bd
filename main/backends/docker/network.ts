/** The network of sessions that go out: a bridge of GamGUI's own, which goes with the last of them. */

import { APP, APP_LABEL } from '../labels';
import type { Engine } from './engine';
import { isConflict, isMissing, toFailure } from './failures';
import { NETWORK } from './names';

/** Makes it where it is not there. */
export async function ensureNetwork(engine: Engine): Promise<void> {
  const isThere = await engine
    .ask((api) => api.getNetwork(NETWORK).inspect())
    .then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
  if (isThere) return;
  await engine
    .ask((api) =>
      api.createNetwork({
        Name: NETWORK,
        Driver: 'bridge',
        // Two apps may find at the same time that it is missing.
        CheckDuplicate: true,
        Labels: { [APP_LABEL]: APP },
        // Sessions do not reach one another.
        Options: { 'com.docker.network.bridge.enable_icc': 'false' },
      }),
    )
    .catch((error: unknown) => {
      if (!isConflict(error)) throw error;
    });
}

/** Removes it unless a session is on it, even one that does not run now: it could not be started again. */
export async function removeUnusedNetwork(engine: Engine): Promise<void> {
  const filters = { network: [NETWORK] };
  const on = await engine.ask((api) => api.listContainers({ all: true, filters }));
  if (on.length > 0) return;
  try {
    await engine.ask((api) => api.getNetwork(NETWORK).remove());
  } catch (error) {
    const { code } = toFailure(error);
    // One is made on it at this moment.
    if (code !== 'docker-missing' && code !== 'docker-refused') throw error;
  }
}
