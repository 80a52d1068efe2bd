/** When it is asked whether there is a newer version, and what is told of it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Failure } from '../../../main/failure';
import { keepLooking } from '../../../main/updates/keep-looking';
import type { Kept } from '../../../main/updates/kept';
import { Repository } from '../../../main/updates/repository';
import { DAY_MS, type UpdateParts, Updates } from '../../../main/updates/updates';
import { Version } from '../../../main/updates/version';
import type { UpdateStatus } from '../../../preload/updates';

const FROM = Repository.parse('owner/name');
const REFUSED = new Failure('updates-refused', 'It is not known: github.com does not give it.');

/** One profile: it stays while apps come and go. */
class World {
  now = 1_800_000_000_000;
  newest: string | Failure = '1.4.0';
  asked = 0;
  kept: Kept = { askedAt: null, newest: null, passedOver: null };
  readonly told: UpdateStatus[] = [];

  /** An app that starts. */
  app(parts: Partial<UpdateParts> = {}): Updates {
    const updates = new Updates({
      current: '1.3.0',
      repository: FROM,
      kept: {
        get: () => this.kept,
        set: (change) => {
          this.kept = { ...this.kept, ...change };
        },
      },
      isWanted: () => true,
      isOnline: () => true,
      newest: async () => {
        this.asked += 1;
        if (this.newest instanceof Failure) throw this.newest;
        return Version.parse(this.newest);
      },
      now: () => this.now,
      ...parts,
    });
    updates.onChange((status) => this.told.push(status));
    return updates;
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

describe('by itself', () => {
  test('it is asked once a day, also over restarts, and what is newer is told', async () => {
    await world.app().look();
    expect(world.told).toEqual([{ current: '1.3.0', from: 'owner/name', newer: '1.4.0' }]);
    world.now += DAY_MS - 1;
    const next = world.app();
    await next.look();
    expect(world.asked).toBe(1);
    expect(next.status().newer).toBe('1.4.0');
    world.now += 1;
    await next.look();
    expect(world.asked).toBe(2);
  });

  test('it is not asked again the same day where it failed, and nothing is told', async () => {
    world.newest = REFUSED;
    const app = world.app();
    await app.look();
    await world.app().look();
    expect(world.asked).toBe(1);
    expect(world.told).toEqual([]);
    expect(app.status().newer).toBe(null);
  });

  test('a defect is no failure, and is not hidden', async () => {
    const broken = world.app({ newest: () => Promise.reject(new TypeError('x is undefined')) });
    await expect(broken.look()).rejects.toThrow('x is undefined');
  });

  test('a clock that was put back does not stop it', async () => {
    await world.app().look();
    world.now -= 400 * DAY_MS;
    await world.app().look();
    expect(world.asked).toBe(2);
  });

  test.each([
    ['it was built from its source', { repository: null }],
    ['the user does not want it', { isWanted: () => false }],
    ['there is no network', { isOnline: () => false }],
  ])('it is never asked where %s, and no day is lost', async (_, parts) => {
    await world.app(parts).look();
    expect(world).toMatchObject({ asked: 0, kept: { askedAt: null } });
  });

  test('it begins a minute after the start, and looks by the hour whether a day is over', async () => {
    vi.useFakeTimers();
    let looks = 0;
    const report: string[] = [];
    keepLooking(
      async () => {
        looks += 1;
        if (looks === 2) throw new Error('broken');
      },
      (words) => report.push(words),
    );
    await vi.advanceTimersByTimeAsync(59_999);
    expect(looks).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(3 * 3_600_000);
    expect(looks).toBe(4);
    expect(report).toEqual(['newer versions: Error: broken']);
  });
});

afterEach(() => void vi.useRealTimers());

describe('what is told', () => {
  test('is nothing where the same, an older one or a try is the newest', async () => {
    for (const newest of ['1.3.0', '1.2.9', '0.9.0', '1.4.0-rc.1']) {
      world.newest = newest;
      const app = world.app();
      expect(await app.ask()).toEqual({ kind: 'none', current: '1.3.0', newest });
      expect(app.status().newer).toBe(null);
    }
  });

  test('is nothing of a version that the user does not want, but of the next', async () => {
    const app = world.app();
    await app.ask();
    app.passOver('1.4.0');
    expect(world.told.at(-1)?.newer).toBe(null);
    expect(world.app().status().newer).toBe(null);
    expect(await app.ask()).toMatchObject({ kind: 'newer', newest: '1.4.0' });
    expect(app.status().newer).toBe(null);
    world.newest = '1.4.1';
    await app.ask();
    expect(app.status().newer).toBe('1.4.1');
    // Withdrawn again: the one before is still not wanted.
    app.passOver('1.4.1');
    world.newest = '1.4.0';
    await app.ask();
    expect(app.status().newer).toBe(null);
  });

  test('a version that came meanwhile is not passed over with the one that was seen', async () => {
    const app = world.app();
    await app.ask();
    world.newest = '1.5.0';
    await app.ask();
    app.passOver('1.4.0');
    expect(app.status().newer).toBe('1.5.0');
  });

  test('is nothing while the setting is off, and what was known is there when it is on again', async () => {
    let wanted = true;
    const app = world.app({ isWanted: () => wanted });
    await app.ask();
    wanted = false;
    expect(app.status().newer).toBe(null);
    wanted = true;
    expect(app.status().newer).toBe('1.4.0');
  });

  test('is nothing any more after the update', async () => {
    await world.app().ask();
    expect(world.app({ current: '1.4.0' }).status().newer).toBe(null);
  });

  test('is nothing in a build from source, whatever a release before has kept', async () => {
    await world.app().ask();
    const source = world.app({ repository: null });
    expect(source.status()).toEqual({ current: '1.3.0', from: null, newer: null });
    expect(() => source.page()).toThrow('no newer version is known');
  });
});

describe('a person who asks', () => {
  test('is answered at any time, and where it cannot be asked hears why', async () => {
    const app = world.app({ isWanted: () => false, isOnline: () => false });
    expect(await app.ask()).toEqual({ kind: 'newer', current: '1.3.0', newest: '1.4.0' });
    world.newest = REFUSED;
    await expect(app.ask()).rejects.toBe(REFUSED);
    expect(world.asked).toBe(2);
  });

  test('hears of a build from source that nobody was asked', async () => {
    expect(await world.app({ repository: null }).ask()).toEqual({
      kind: 'source',
      current: '1.3.0',
    });
    expect(world.asked).toBe(0);
  });

  test('is led to the page of the newest version', async () => {
    const app = world.app();
    expect(() => app.page()).toThrow('no newer version is known');
    await app.ask();
    expect(app.page()).toBe('https://github.com/owner/name/releases/tag/v1.4.0');
  });
});
