/** What a terminal window asks for to drag files out: copies that are private, and go when nobody took them. */
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { SessionId } from '../../preload/contract';
import type { Staging } from '../files/staging';
import type { Parts } from '../sessions/link/connect';
import { settled } from '../sessions/serially';
import { copyFiles } from './clipboard-files';
import { dragIcon } from './drag-icon';
import type { Handlers } from './handle';
import { WindowCopies } from './window-copies';

type DraggingHandlers = Pick<Handlers, Extract<keyof Handlers, `dragging.${string}`>>;

/** Progress within this time is told together. ms */
const TELL_MS = 250;

/** The handlers of the dragging channels; `caller` is the session of the terminal window that asks, or throws. */
export function draggingHandlers(
  staging: Staging,
  connection: (id: SessionId) => Parts,
  caller: (event: IpcMainInvokeEvent) => SessionId,
): DraggingHandlers {
  const all = new WeakMap<WebContents, WindowCopies>();
  /** The copies of the window that asks; those that nobody took go with it. */
  const of = (event: IpcMainInvokeEvent): WindowCopies => {
    const id = caller(event);
    const page = event.sender;
    const open = all.get(page);
    if (open !== undefined) return open;
    const copies = new WindowCopies(staging, connection(id));
    all.set(page, copies);
    page.once('destroyed', () => void copies.close());
    return copies;
  };
  return {
    'dragging.stage': async ({ paths }, event) => {
      const page = event.sender;
      let now = { done: 0, total: 0 };
      const tell = settled(() => {
        if (!page.isDestroyed()) page.send('dragging.progress', now);
      }, TELL_MS);
      const remote = paths.map((path) => Buffer.from(path, 'base64'));
      try {
        return await of(event).stage(remote, (progress) => {
          now = progress;
          tell.ask();
        });
      } finally {
        tell.stop();
      }
    },
    'dragging.drop': (_input, event) => all.get(event.sender)?.drop(),
    'dragging.start': ({ id }, event) => {
      const { paths, leaving } = of(event).take(id);
      const [file = ''] = paths;
      event.sender.startDrag({ file, files: [...paths], icon: dragIcon() });
      return { leaving };
    },
    'dragging.copy': async ({ id }, event) => {
      const { paths, leaving } = of(event).take(id);
      await copyFiles(paths, process.platform);
      return { leaving };
    },
  };
}
