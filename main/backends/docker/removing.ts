/** Removes a session's container and volume for good. */
import type { SessionId } from '../../../preload/contract';
import { Failure } from '../../failure';
import { OWNER_LABEL } from '../labels';
import type { Engine } from './engine';
import { isConflict, isMissing } from './failures';
import { containerName } from './names';
import { removeUnusedNetwork } from './network';

/** A container that is written to much takes the engine a while. ms */
const PATIENCE_MS = 60_000;

/** Resolves when nothing of it is left. @throws Failure: `not-yours`, or why the engine refused */
export async function removeSession(id: SessionId, engine: Engine, owner: string): Promise<void> {
  const name = containerName(id);
  const container = await unlessMissing(engine.ask((api) => api.getContainer(name).inspect()));
  if (container !== null) {
    if (container.Config.Labels[OWNER_LABEL] !== owner)
      throw new Failure('not-yours', `The container ${name} is another user’s.`);
    await removeContainer(container.Id, engine);
  }
  await unlessMissing(engine.ask((api) => api.getVolume(name).remove(), PATIENCE_MS));
  await removeUnusedNetwork(engine);
}

/** By its id: one that took its name meanwhile is not ours. */
async function removeContainer(id: string, engine: Engine): Promise<void> {
  try {
    await unlessMissing(
      engine.ask((api) => api.getContainer(id).remove({ force: true }), PATIENCE_MS),
    );
  } catch (error) {
    // Another app removes it, or the engine still does: that it is gone is waited for.
    if (!isConflict(error)) throw error;
    await unlessMissing(
      engine.ask((api) => api.getContainer(id).wait({ condition: 'removed' }), PATIENCE_MS),
    );
  }
}

/** What is not there any more need not be removed. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}
