/** The page's only way out: the bridge of the preload, and hooks over it. */
import { useCallback, useEffect, useState } from 'react';
import type {
  AppError,
  Bridge,
  Output,
  Push,
  Pushed,
  Result,
  Session,
} from '../../preload/contract';
import { keepSame } from './keepSame';

declare global {
  interface Window {
    /** Exposed by preload/index.ts. */
    readonly gamgui: Bridge;
  }
}

/** The bridge of this window. */
export const bridge: Bridge = window.gamgui;

/** A value kept up to date, or why it cannot be had. Both null: not known yet. */
export interface Live<T> {
  readonly value: T | null;
  readonly error: AppError | null;
}

/**
 * Asks once and then follows what main tells. What was told meanwhile is newer than the answer, so the answer is left.
 * `ask`, `push` and `keep`, which may keep parts of the value before, must not change between renderings.
 */
export function useLive<P extends Push>(
  ask: () => Promise<Result<Pushed<P>>>,
  push: P,
  keep: (before: Pushed<P> | null, now: Pushed<P>) => Pushed<P> = takeNew,
): Live<Pushed<P>> {
  const [live, setLive] = useState<Live<Pushed<P>>>({ value: null, error: null });
  useEffect(() => {
    let told = false;
    const stop = bridge.on(push, (value) => {
      told = true;
      setLive((before) => renewed(before, keep(before.value, value)));
    });
    void ask().then((answer) => {
      if (told) return;
      setLive((before) =>
        answer.ok
          ? renewed(before, keep(before.value, answer.value))
          : { value: null, error: answer.error },
      );
    });
    return () => {
      told = true;
      stop();
    };
  }, [ask, push, keep]);
  return live;
}

/** The same object where nothing is new, so that nothing is drawn again. */
function renewed<T>(before: Live<T>, value: T): Live<T> {
  return value === before.value && before.error === null ? before : { value, error: null };
}

function takeNew<T>(_before: T | null, now: T): T {
  return now;
}

const askSessions = () => bridge.call('sessions.list');
const askPlaces = () => bridge.call('places.list');
const askGoogle = () => bridge.call('google.status');
const askTransfers = () => bridge.call('transfers.list');
const askSettings = () => bridge.call('settings.get');
const askTenants = () => bridge.call('tenants.list');

/** All sessions of this user. */
export const useSessions = () => useLive(askSessions, 'sessions.changed', keepSame);

/** One session, as it is in the list of all; `start` until that is known, and where it is not in it any more. */
export function useSession(start: Session): Session {
  const { id } = start;
  const keep = useCallback(
    (before: Session[] | null, now: Session[]) =>
      keepSame(
        before,
        now.filter((one) => one.id === id),
      ),
    [id],
  );
  return useLive(askSessions, 'sessions.changed', keep).value?.[0] ?? start;
}

/** The places sessions can run in. */
export const usePlaces = () => useLive(askPlaces, 'places.changed');

/** The transfers of this window's session. */
export const useTransfers = () => useLive(askTransfers, 'transfers.changed', keepSame);

/** The settings; change them by `settings.set`. */
export const useSettings = () => useLive(askSettings, 'settings.changed');

/** The tenants a session can be made for, or null: not known yet. */
export const useTenants = () => useLive(askTenants, 'tenants.changed').value;

/** Whether the user is signed in with Google. */
export const useGoogle = () => useLive(askGoogle, 'google.changed');

/**
 * What main answers, or null: it has not yet. It is asked again with another `ask`, which must not change between
 * renderings where nothing new is asked; null asks nothing. The answer before stands until the next one is there.
 */
export function useAnswer<T>(ask: (() => Promise<Result<T>>) | null): Result<T> | null {
  const [answer, setAnswer] = useState<Result<T> | null>(null);
  useEffect(() => {
    let over = false;
    void ask?.().then((given) => {
      if (!over) setAnswer(given);
    });
    return () => {
      over = true;
    };
  }, [ask]);
  return answer;
}

/** What does not change while a window is open; null: not known. */
function useOnce<T>(ask: () => Promise<Result<T>>): T | null {
  const answer = useAnswer(ask);
  return answer?.ok ? answer.value : null;
}

const askInfo = (): Promise<Result<Output<'app.info'>>> => bridge.call('app.info');

/** Versions and what the user must be told at the start. */
export const useInfo = () => useOnce(askInfo);

/** The time, renewed while the window is seen, and when its pace changes: every `paceAt(now)` ms (pace.ts). */
export function useNow(paceAt: (now: number) => number): number {
  const [now, setNow] = useState(Date.now);
  const every = paceAt(now);
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setNow(Date.now());
    };
    tick();
    const timer = setInterval(tick, every);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [every]);
  return now;
}
