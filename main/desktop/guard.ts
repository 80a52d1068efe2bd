/**
 * What a page may never do, whatever is in it: leave its address, open windows, get permissions, reach the network.
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import { app, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { isOrigin, isPage } from './pages';

// Copy and paste are all a terminal needs, and the names of fonts for the choice of its own.
const ALLOWED = new Set<string>(['clipboard-read', 'clipboard-sanitized-write', 'local-fonts']);

/** Refuses every permission but those for the app's own pages, asked for or checked. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(ALLOWED.has(permission) && details.isMainFrame && isPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    return ALLOWED.has(permission) && details.isMainFrame && isOrigin(origin);
  });
  session.setDevicePermissionHandler(() => false);
  // The pages are whole in themselves: what they ask of a network is a mistake or an attack.
  const network = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'] };
  session.webRequest.onBeforeRequest(network, (_details, answer) => answer({ cancel: true }));
}

function guardContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Guards every page that will ever be made, also ones made by mistake. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

/** Whether a call comes from the main frame of a page of the app, at its own address. */
export function isOwnSender(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isPage(frame.url);
}
