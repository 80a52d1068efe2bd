/** Brings a session's container to where a program can be run in it, or says why it cannot be. */
import { Failure } from '../../failure';
import { endBy } from '../../sessions/end-words';
import { EndedFailure } from '../../sessions/ended-failure';
import type { Engine } from './engine';
import { Frames } from './exec/frames';
import { isConflict, isMissing, words } from './failures';
import { foundOf, type Inspected, isOver } from './found';
import { lastWord } from './last-word';

/** A container's start on a slow disk. ms */
const PATIENCE_MS = 60_000;
/** An agent that ends by itself within this time does nothing else, if it does so again and again. ms */
const AT_ONCE_MS = 10_000;
const AGAIN_AND_AGAIN = 2;
/** Of the agent's log. */
const LINES = 5;

/** Resolves when the container runs. One that Docker stopped with itself is started again: files and output are there. @throws Failure */
export async function enter(name: string, engine: Engine): Promise<void> {
  const container = await inspected(name, engine);
  const { Status } = container.State;
  if (Status === 'running') return;
  if (Status === 'paused') {
    const fix = `It goes on after docker unpause ${name}.`;
    throw new Failure('paused', 'Someone has paused the session’s container.', fix);
  }
  if (Status === 'restarting') throw await whyRestarting(container, engine);
  const word = isOver(container) ? await lastWord(engine, container.Id) : null;
  const found = foundOf(container, '', word);
  if (found?.state === 'ended') throw new EndedFailure(found.end);
  await started(container.Id, engine);
}

async function inspected(name: string, engine: Engine): Promise<Inspected> {
  try {
    return await engine.ask((api) => api.getContainer(name).inspect());
  } catch (error) {
    // There is nothing to come back to: who tried again would do so for ever.
    if (isMissing(error)) throw new EndedFailure(endBy('removed'));
    throw error;
  }
}

async function started(id: string, engine: Engine): Promise<void> {
  try {
    await engine.ask((api) => api.getContainer(id).start(), PATIENCE_MS);
  } catch (error) {
    // Another app has started it, or removes it: the next try tells.
    if (isConflict(error) || isMissing(error))
      throw new Failure('restarting', 'The session’s container is not there at the moment.');
    throw error;
  }
}

/** Docker starts it again by itself; an agent that ends at once, again and again, cannot be helped. */
async function whyRestarting({ Id, State, RestartCount }: Inspected, engine: Engine) {
  const { ExitCode, StartedAt, FinishedAt } = State;
  const ranMs = new Date(FinishedAt).getTime() - new Date(StartedAt).getTime();
  const isByItself = ExitCode > 0 && ExitCode < 128 && ranMs < AT_ONCE_MS;
  if (RestartCount >= AGAIN_AND_AGAIN && isByItself) {
    const log = await logOf(Id, engine);
    const message = `The agent ends as soon as it is started, with exit code ${ExitCode}${log && `: ${log}`}.`;
    return new Failure('crash', message, 'Check that the image is a session image of GamGUI.');
  }
  const message = `The session’s container ended with exit code ${ExitCode}, and is started again with its files and its journal.`;
  return new Failure('restarting', message, 'It comes back by itself, within a minute.');
}

/** The agent's last lines, which have no content of the session in them. */
async function logOf(id: string, engine: Engine): Promise<string> {
  const options = { stdout: true, stderr: true, tail: LINES, follow: false } as const;
  const log = await engine.ask((api) => api.getContainer(id).logs(options)).catch(() => null);
  if (log === null) return '';
  const text = new Frames().take(log).map(({ bytes }) => bytes.toString('utf8'));
  return words(text.join('').trim().split('\n').join(' · '));
}
