/** What windows ask about newer versions of the app. */
import type { Updates } from '../updates/updates';
import type { Handlers } from './handle';

/** What the handlers act on. */
export interface UpdateHandlerParts {
  readonly updates: Updates;
  /** Shows an address in the user's browser. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Brings Home, which asks and shows the answer. */
  readonly showSheet: () => void;
}

type UpdateHandlers = Pick<
  Handlers,
  'updates.status' | 'updates.ask' | 'updates.show' | 'updates.passOver' | 'updates.sheet'
>;

/** The handlers. */
export function updateHandlers(parts: UpdateHandlerParts): UpdateHandlers {
  const { updates, openBrowser, showSheet } = parts;
  return {
    'updates.status': () => updates.status(),
    'updates.ask': () => updates.ask(),
    'updates.show': () => openBrowser(updates.page()),
    'updates.passOver': ({ version }) => updates.passOver(version),
    'updates.sheet': showSheet,
  };
}
