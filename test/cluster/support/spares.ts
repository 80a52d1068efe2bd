/** Apps that keep spares. */
import { expect, vi } from 'vitest';
import type { App } from './app';
import { kubectl } from './cluster';
import type { Stage } from './stage';

/** How long a spare may take. */
export const WAIT = { timeout: 90_000, interval: 200 };
/** As small as goes: many run at once. */
const SIZE = { cpu: '50m', memory: '160Mi' };
const SIZES = { standard: SIZE, large: { cpu: '60m', memory: '160Mi' }, 'extra-large': SIZE };

/** What is saved where sessions are made in a cluster. */
export function spareSettings(spares: number, size = 'standard') {
  const lastSession = { tenant: 'demo', backend: 'kubernetes', size };
  return { version: 1, spares, lastSession, cluster: { sizes: SIZES } };
}

/** Has it keep spares from now on; what nobody claims goes with the test. */
export function keepSpares(app: App, stage: Stage): App {
  stage.after(() => app.core.spares.close());
  app.core.spares.start();
  return app;
}

/** Resolves when so many are ready. */
export const isReady = ({ core }: App, count: number) =>
  vi.waitFor(() => expect(core.spares.status).toMatchObject({ ready: count, making: 0 }), WAIT);

/** The pods of a namespace as kubectl lists them. */
export function pods(namespace: string): string[] {
  const found = kubectl(['-n', namespace, 'get', 'pods', '-o', 'name']);
  return found.split('\n').filter((name) => name !== '');
}
