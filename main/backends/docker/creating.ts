/** Makes a session's volume and container and starts it, telling how far it is. */
import { Failure } from '../../failure';
import type { Progress, SessionSpec } from '../backend';
import { containerOf, needsNetwork } from './container';
import type { Engine } from './engine';
import { ensureImage, imageFor } from './image';
import { containerName, labels } from './names';
import { ensureNetwork } from './network';

/** What sessions are made with, as the settings say now. */
export interface ContainerSettings {
  /** The session image, or null: one that the engine has. */
  readonly image: string | null;
  readonly sizes: {
    readonly [size in SessionSpec['size']]: { readonly cpu: string; readonly memory: string };
  };
  /** The clock of sessions, an IANA name. */
  readonly timezone: string;
}

/** A container's first start, on a slow disk. ms */
const PATIENCE_MS = 120_000;

/** Where it is made, and who hears of it. */
export interface CreatingParts {
  readonly engine: Engine;
  readonly owner: string;
  readonly settings: ContainerSettings;
  readonly progress: (p: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Resolves when the container runs. What it leaves when it fails or is given up, `remove` takes away.
 * @throws Failure with the reason in the engine's words
 */
export async function createSession(
  spec: SessionSpec,
  { engine, owner, settings, progress, signal }: CreatingParts,
): Promise<void> {
  const step = (number: number, text: string) => {
    signal.throwIfAborted();
    progress({ step: number, of: 3, text });
  };
  step(1, 'asking Docker');
  mustBeDemo(spec);
  const [{ cpus }, image] = await Promise.all([engine.facts(), imageFor(engine, settings.image)]);
  await ensureImage(engine, image, (text) => step(2, text), signal);
  step(3, 'the container');
  if (needsNetwork(spec)) await ensureNetwork(engine);
  const { sizes, timezone } = settings;
  const parts = { image, owner, cpus, timezone, ...sizes[spec.size] };
  // Not given up half-way: whether there is something to remove must be known.
  await engine.ask(async (api) => {
    await api.createVolume({ Name: containerName(spec.id), Labels: labels(spec, owner) });
    const container = await api.createContainer(containerOf(spec, parts));
    await container.start();
  }, PATIENCE_MS);
  signal.throwIfAborted();
}

/** Credentials do not come into containers yet. */
function mustBeDemo(spec: SessionSpec): void {
  if (!needsNetwork(spec)) return;
  const message = `Sessions of ${spec.tenant.name} cannot run in Docker yet: only the demo domain can.`;
  throw new Failure('no-credentials', message, 'Choose another place.');
}
