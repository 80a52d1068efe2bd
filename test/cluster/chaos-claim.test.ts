/**
 * The app is killed around the claim of a spare, while another app of the same user may claim it too: afterwards a new start
 * lists every session once, nobody's claim is another's, and no pod is left that is no session. Chance is GAMGUI_SEED, how
 * often it happens GAMGUI_CHAOS; 50 is the full count.
 */
import { mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Records, type SessionRecord } from '../../main/sessions/records';
import type { SessionId } from '../../preload/contract';
import { Chance } from '../faults/chance';
import { seed } from '../unit/chance';
import { bundle } from '../unit/support/bundle.mjs';
import { type App, REQUEST } from './support/app';
import {
  AT_ONCE,
  killAfter,
  nextStart,
  often,
  startProcess,
  TIMES,
  timeout,
} from './support/chaos';
import { missing } from './support/cluster';
import { spareSettings } from './support/spares';
import { Stage } from './support/stage';

/** When the app is killed, and when another claims. */
interface Moment {
  /** The intent that its record has come to: nothing is asked for yet, the claim is on its way, it is a session. */
  readonly since: 'spare' | 'create' | 'created';
  /** ms after that */
  readonly at: number;
  /** ms after the spare was ready; null: nobody else claims */
  readonly rivalAt: number | null;
}

/** A claim takes so long, and the next spare is begun so long after it; ms. */
const SPANS = { spare: 40, create: 40, created: 2_500 };
const [KILLED, RIVAL] = ['killed', 'rival'];

describe.skipIf(missing !== null)(`${TIMES} times at a random moment of a claim`, () => {
  const chance = new Chance(seed);
  const stage = new Stage();
  const folders: string[] = [];
  /** One for each lane, in a namespace of its own: what is there is what that lane has made. */
  let rivals: { app: App; pods: () => Promise<string[]> }[] = [];
  let built: Awaited<ReturnType<typeof bundle>>;

  beforeAll(async () => {
    built = await bundle(join(import.meta.dirname, '../unit/backends/app-process.ts'));
    rivals = Array.from({ length: AT_ONCE }, () => {
      const { name, client } = stage.namespace();
      const app = stage.app(name, { settings: spareSettings(1) });
      const pods = async () =>
        (await client.listPods('')).pods.map(({ metadata }) => metadata?.name ?? '').sort();
      return { app, pods };
    });
  }, 120_000);
  afterAll(async () => {
    built?.remove();
    await stage.clear();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function newProfile(): string {
    const folder = mkdtempSync(join(tmpdir(), 'gamgui-chaos-'));
    folders.push(folder);
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(spareSettings(1)));
    return folder;
  }

  function moments(): Moment[] {
    return Array.from({ length: TIMES }, (_, index) => {
      const since = (['spare', 'create', 'created'] as const)[index % 3] ?? 'create';
      const at = chance.next() * SPANS[since];
      return { since, at, rivalAt: chance.happens(0.5) ? chance.next() * SPANS.create * 2 : null };
    });
  }

  /** Resolves when the record has that intent. */
  async function untilIntent(
    records: Records,
    id: SessionId,
    intent: SessionRecord['intent'],
  ): Promise<void> {
    const isSo = () => records.get(id)?.intent === intent;
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const watcher = watch(records.folder, () => {
        if (!isSo()) return;
        watcher.close();
        resolve();
      });
      stage.after(() => watcher.close());
    });
  }

  async function claimedBy({ core }: App, ms: number | null): Promise<SessionId | null> {
    if (ms === null) return null;
    await sleep(ms);
    return (await core.spares.claim({ ...REQUEST, name: RIVAL }))?.spec.id ?? null;
  }

  test('every session is found once, nothing is claimed twice, no pod leaks', {
    timeout,
  }, async () => {
    await often(moments(), async ({ since, at, rivalAt }, lane) => {
      const rival = rivals[lane];
      if (rival === undefined) throw new Error('no lane');
      const { env } = rival.app;
      const profile = newProfile();
      const { child, lines } = startProcess(built.file, env, profile, 'claim', KILLED);
      const says = async () => String((await lines.next()).value ?? '');
      expect(await says()).toBe('ready');
      const records = new Records(profile);
      const [spare] = records.list();
      if (spare === undefined) throw new Error('no record of the spare');
      const said = says();
      const taken = claimedBy(rival.app, rivalAt);
      // Where the rival was first it does not come to that.
      await Promise.race([untilIntent(records, spare.spec.id, since), said]);
      await killAfter(child, at);
      const [own, others] = [await said, await taken];
      const left = records.list().map(({ intent }) => intent);

      const core = await nextStart(profile, env);
      const listed = core.sessions.list();
      // Of what was claimed by one that was killed nobody may have heard.
      if (own !== '' && own !== 'none') {
        expect(own).not.toBe(others);
        expect(listed.map(({ id }) => String(id))).toContain(own);
      }
      if (others !== null) expect(listed.map(({ id }) => id)).toContain(others);
      for (const { id, name, state } of listed) {
        expect(state).toEqual({ kind: 'ready' });
        if (id === others) expect(name).toBe(RIVAL);
        if (id === own) expect(name).toBe(KILLED);
      }
      const ids = listed.map(({ id }) => `gamgui-${id}`).sort();
      expect(ids).toEqual([...new Set(ids)]);
      expect(await rival.pods()).toEqual(ids);
      for (const { intent } of new Records(profile).list()) expect(intent).toBe('created');

      await core.sessions.close();

      // From another computer it is the same.
      const { sessions } = rival.app.core;
      await sessions.find();
      expect(sessions.list().map(({ id }) => `gamgui-${id}`)).toEqual(expect.arrayContaining(ids));
      expect(sessions.list()).toHaveLength(ids.length);
      await Promise.all(listed.map(({ id }) => sessions.end(id)));
      expect(await rival.pods()).toEqual([]);
      const whose = listed.map(({ name }) => name).join(' and ') || 'nobody';
      return `${left.sort().join(' and ') || 'nothing'} left, claimed by ${whose}`;
    });
  });
});
