import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepAlive } from '../../../../main/backends/kubernetes/exec/keepalive';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** As much of a connection as pings need. */
class Socket extends EventEmitter {
  bufferedAmount = 0;
  readonly ping = vi.fn();
}

function start() {
  const socket = new Socket();
  const dead = vi.fn();
  const state = { paused: false };
  const stop = keepAlive({ socket, isPaused: () => state.paused, dead, everyMs: 1000 });
  return { socket, dead, state, stop };
}

test('a connection that does not answer is dead, after some pings', () => {
  const { socket, dead } = start();
  vi.advanceTimersByTime(3000);
  expect(socket.ping).toHaveBeenCalledTimes(3);
  expect(dead).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(dead).toHaveBeenCalledOnce();
});

test.each(['pong', 'message'])('a %s is a sign of life', (sign) => {
  const { socket, dead } = start();
  for (let n = 0; n < 20; n += 1) {
    vi.advanceTimersByTime(2000);
    socket.emit(sign);
  }
  expect(dead).not.toHaveBeenCalled();
});

test('where something comes all the time there is no ping', () => {
  const { socket } = start();
  for (let n = 0; n < 20; n += 1) {
    socket.emit('message');
    vi.advanceTimersByTime(1000);
  }
  expect(socket.ping).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(socket.ping).toHaveBeenCalledOnce();
});

test('while nothing is read, or stdin is backed up, silence says nothing', () => {
  const { socket, dead, state } = start();
  vi.advanceTimersByTime(3000);
  state.paused = true;
  vi.advanceTimersByTime(60_000);
  state.paused = false;
  socket.bufferedAmount = 1;
  vi.advanceTimersByTime(60_000);
  expect(dead).not.toHaveBeenCalled();
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(4000);
  expect(dead).toHaveBeenCalledOnce();
});

test('it stops', () => {
  const { socket, stop } = start();
  stop();
  vi.advanceTimersByTime(10_000);
  expect(socket.ping).not.toHaveBeenCalled();
});
