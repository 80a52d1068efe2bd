/** Notifications of ends, where the session's window is not the one that is looked at. */
import { Notification } from 'electron';
import { NEAR_MS, type SessionId } from '../../preload/contract';
import { extend } from '../sessions/extending';
import type { SessionManager } from '../sessions/manager';
import { settled } from '../sessions/serially';
import { type EndNews, EndsTold } from './end-news';
import type { Windows } from './windows';

const HOUR = 3_600_000;

/** The notifications that are shown: without them nobody would hear a click. */
const shown = new Map<SessionId, Notification>();

/** A long list that changes often is not looked at each time. ms */
const SETTLE_MS = 500;

/** Shows them from now on, as long as they are wanted. An end comes near without any change: the list is told of anew after each look at places. */
export function tellEnds(
  sessions: SessionManager,
  windows: Windows,
  isWanted: () => boolean,
): void {
  const told = new EndsTold();
  const look = () => {
    for (const news of told.look(sessions.list(), Date.now()))
      if (isWanted() && !windows.isInFront(news.id)) show(news, sessions, windows);
  };
  sessions.on('changed', settled(look, SETTLE_MS).ask);
}

function show({ id, title, body, canExtend }: EndNews, sessions: SessionManager, windows: Windows) {
  if (!Notification.isSupported()) return;
  shown.get(id)?.close();
  // Buttons are shown on macOS alone (https://www.electronjs.org/docs/latest/api/notification#new-notificationoptions).
  const actions = canExtend ? [{ type: 'button' as const, text: 'Extend by 1 h' }] : [];
  const notification = new Notification({ title, body, actions });
  shown.set(id, notification);
  const isListed = () => sessions.list().some((one) => one.id === id);
  notification.on('click', () => {
    if (isListed()) windows.terminal(sessions.get(id).view());
  });
  notification.on('action', () => {
    const tellWhy = (error: unknown) => console.error(String(error));
    if (isListed()) void extend(sessions.connection(id), HOUR).catch(tellWhy);
  });
  notification.on('close', () => {
    if (shown.get(id) === notification) shown.delete(id);
  });
  notification.show();
  // Where a desktop does not say that one was closed it is forgotten when it is no news any more.
  setTimeout(() => {
    if (shown.get(id) === notification) shown.delete(id);
  }, NEAR_MS).unref();
}
