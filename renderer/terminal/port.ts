/** The terminal's MessagePort: bytes of the session come in, typed bytes and acknowledgements go out. */
import { type FromTerminal, TERMINAL_PORT, type ToTerminal } from '../../preload/contract';
import { bridge } from '../ui/bridge';

/** A port as this window uses it. */
export interface TerminalPort {
  /** Main has connected it. */
  readonly opened: Promise<void>;
  send(message: FromTerminal): void;
}

/** The port in a window message, or null where the message is not the preload's. */
function portIn(event: MessageEvent): MessagePort | null {
  const own = event.source === window && event.origin === window.location.origin;
  return own && event.data === TERMINAL_PORT ? (event.ports[0] ?? null) : null;
}

/**
 * Asks main for this window's port and listens on it. What is sent before it is there goes when it is: a person may type as
 * soon as there is a cursor. `opened` rejects with main's reason.
 * What comes is main's own, made by its types: a fast switch on `type` reads it, no schema.
 */
export function openPort(heard: (message: ToTerminal) => void): TerminalPort {
  const early: FromTerminal[] = [];
  let send = (message: FromTerminal): void => void early.push(message);
  const opened = connected().then((port) => {
    port.onmessage = (event: MessageEvent<ToTerminal>) => heard(event.data);
    send = (message) => port.postMessage(message);
    for (const message of early.splice(0)) send(message);
  });
  return { opened, send: (message) => send(message) };
}

async function connected(): Promise<MessagePort> {
  const arrived = new Promise<MessagePort>((resolve) => {
    const listen = (event: MessageEvent) => {
      const port = portIn(event);
      if (port === null) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
  });
  const answer = await bridge.call('terminal.connect');
  if (!answer.ok) throw new Error(answer.error.message);
  return arrived;
}
