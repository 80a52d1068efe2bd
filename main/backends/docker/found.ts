/** A session's container as it is found: whose it is, how it ended, and whether it goes on: pure. What is in it may be a lie. */
import type Dockerode from 'dockerode';
import type { Restart } from '../../../preload/contract';
import { endBy, endInWords, endWords } from '../../sessions/end-words';
import type { SessionEnd } from '../../sessions/wire/messages';
import type { Found, Runs, SessionSpec } from '../backend';
import { StoredSpec } from '../spec';
import { words } from './failures';
import { containerName, SPEC_LABEL } from './names';

/** What is looked at of a container. */
export type Inspected = Pick<
  Dockerode.ContainerInspectInfo,
  'Id' | 'Name' | 'Image' | 'State' | 'RestartCount'
> & { readonly Config: Pick<Dockerode.ContainerInspectInfo['Config'], 'Image' | 'Labels'> };

/** Digits of a digest that are shown. */
const DIGEST_DIGITS = 12;

/** The specification that is kept with the container, or null: it is not a session's. */
function specOf({ Name, Config }: Inspected): SessionSpec | null {
  try {
    const spec = StoredSpec.parse(JSON.parse(Config.Labels[SPEC_LABEL] ?? ''));
    return Name === `/${containerName(spec.id)}` ? spec : null;
  } catch {
    return null;
  }
}

/** Whether nothing runs in it, and nothing will by itself. */
export function isOver({ State: { Status } }: Inspected): boolean {
  return Status === 'exited' || Status === 'dead' || Status === 'removing';
}

/** An engine writes the year 1 for never. */
function time(text: string): number | null {
  const at = new Date(text).getTime();
  return at > 0 ? at : null;
}

/**
 * The session that a container is, or null: it is none. `at` is where it was found; `word` is what its agent wrote last, or
 * null: it did not end by itself. Then it goes on when it is entered, as after an engine that was stopped.
 */
export function foundOf(
  container: Inspected,
  at: string,
  word: SessionEnd | null = null,
): Found | null {
  const spec = specOf(container);
  if (spec === null) return null;
  const basics = { id: spec.id, spec: { ...spec, at }, runs: runsOf(container) };
  const { Status, ExitCode, FinishedAt } = container.State;
  const when = time(FinishedAt) ?? spec.createdAt;
  if (isOver(container)) {
    const end = word === null ? null : endWords(word);
    const ended = { ...basics, state: 'ended', at: when } as const;
    if (end !== null) return { ...ended, end };
    if (Status === 'removing') return { ...ended, end: endBy('removed') };
    if (Status === 'dead') return { ...ended, end: endInWords('unknown', 'Docker lost it') };
    if (ExitCode === 0) return { ...ended, end: endWords({ reason: 'shell', exit: { code: 0 } }) };
  }
  const restart = restartOf(container);
  return { ...basics, state: 'running', ...(restart === null ? {} : { restart }) };
}

/** An agent tells of other restarts itself; of memory the engine knows more. */
function restartOf({ State, RestartCount }: Inspected): Restart | null {
  const at = time(State.FinishedAt);
  if (!State.OOMKilled || RestartCount === 0 || at === null) return null;
  return { reason: 'out-of-memory', at };
}

function runsOf({ Config, Image }: Inspected): Runs {
  const digest = Image.slice(0, 'sha256:'.length + DIGEST_DIGITS);
  return { image: words(`${Config.Image} (${digest})`) };
}
