/** The way of terminal bytes between a session's link and its window: a port of their own, never `invoke`. */
import { MessageChannelMain, type WebContents } from 'electron';
import { FromTerminal, TERMINAL_PORT, type ToTerminal } from '../../preload/contract';
import type { TerminalLink } from '../sessions/link/terminal-link';

/** Makes a link for a window; it is told everything by `heard`. */
export type OpenTerminal = (heard: (message: ToTerminal) => void) => TerminalLink;

/** Acts on what a window says; before its `start` the link is not open. */
function act(link: TerminalLink, message: FromTerminal): void {
  switch (message.type) {
    case 'start':
      link.open(message.size);
      break;
    case 'input':
      link.input(message.data);
      break;
    case 'ack':
      link.ack(message.offset);
      break;
    case 'resize':
      link.resize(message.size);
      break;
    case 'retry':
      link.retry();
      break;
    case 'answer':
      link.answer(message.answer);
  }
}

/**
 * Gives a page a port to its session. The link lasts as long as the port: until the window is closed, the page is loaded
 * again, or its process dies. The session goes on.
 */
export function connectTerminal(open: OpenTerminal, page: WebContents): void {
  const { port1: ours, port2: theirs } = new MessageChannelMain();
  const link = open((message) => ours.postMessage(message));
  ours.on('message', ({ data }) => {
    // A page that says what is not in the contract is not ours any more.
    const message = FromTerminal.safeParse(data);
    if (message.success) act(link, message.data);
    else ours.close();
  });
  ours.once('close', () => void link.close());
  ours.start();
  page.postMessage(TERMINAL_PORT, null, [theirs]);
}
