/** Another network is noticed: by a real kernel in a network of its own, and by what the system says. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WatchedSurroundings, wayOut, withNetwork } from '../../../main/network/surroundings';
import { bundle } from '../support/bundle.mjs';

describe('what is looked at', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a change is told once to whoever listens, within 2 s', () => {
    let way = 'one';
    const surroundings = new WatchedSurroundings({ isOnline: () => way !== '', way: () => way });
    const heard = vi.fn();
    const stop = surroundings.onChange(heard);
    vi.advanceTimersByTime(60_000);
    expect(heard).not.toHaveBeenCalled();
    way = '';
    vi.advanceTimersByTime(2_000);
    expect([heard.mock.calls.length, surroundings.offline]).toEqual([1, true]);
    vi.advanceTimersByTime(60_000);
    expect(heard).toHaveBeenCalledTimes(1);
    surroundings.changed();
    expect(heard).toHaveBeenCalledTimes(2);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('what changed while nobody listened is no news', () => {
    let way = 'one';
    const surroundings = new WatchedSurroundings({ isOnline: () => true, way: () => way });
    surroundings.onChange(() => {})();
    way = 'two';
    const heard = vi.fn();
    surroundings.onChange(heard);
    vi.advanceTimersByTime(10_000);
    expect(heard).not.toHaveBeenCalled();
  });

  test('what needs no network is never offline, and hears of sleep', () => {
    const all = new WatchedSurroundings({ isOnline: () => false, way: () => '' });
    const local = withNetwork(all, false);
    const heard = vi.fn();
    local.onChange(heard);
    all.changed();
    expect([local.offline, withNetwork(all, true).offline]).toEqual([false, true]);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

test('the addresses of this computer are the same when they are asked for twice', () => {
  expect(wayOut()).toBe(wayOut());
});

const own = ['--map-root-user', '--net'];
const whyNot =
  process.platform !== 'linux' || spawnSync('unshare', [...own, 'ip', 'link']).status !== 0
    ? 'it needs a network namespace of its own (Linux, unshare, ip)'
    : null;

test('an address, a default route and their loss each make another way', async ({ skip }) => {
  skip(whyNot !== null, whyNot ?? '');
  const { file, remove } = await bundle('main/network/surroundings.ts');
  const steps = [
    'ip link add out0 type veth peer name out1 && ip link set out1 up && ip link set out0 up',
    'ip addr add 192.0.2.5/24 dev out0',
    'ip route add default via 192.0.2.1',
    'ip route change default via 192.0.2.9',
    'ip -6 addr add 2001:db8::5/64 dev out0 nodad && ip -6 route add default via 2001:db8::1',
    'ip link set out0 down',
  ];
  const script = `
      import { execSync } from 'node:child_process';
      import { wayOut } from ${JSON.stringify(file)};
      const said = [wayOut()];
      for (const step of ${JSON.stringify(steps)}) { execSync(step); said.push(wayOut()); }
      for (const one of said) console.log(JSON.stringify(one));`;
  const node = [process.execPath, '--input-type=module', '--eval', script];
  const child = spawn('unshare', [...own, ...node], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) said.push(JSON.parse(line));
  remove();
  expect(said).toHaveLength(steps.length + 1);
  // A link without an address leads nowhere; each step after it is another way.
  expect(said[0]).toBe(said[1]);
  for (let at = 2; at < said.length; at += 1) expect(said[at]).not.toBe(said[at - 1]);
});
