/** The bridge: exactly the channels of the contract, nothing of Electron or Node. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Bridge, type Channel, calls, pushes, TERMINAL_PORT } from './contract';

/** Its argument holds paths of this computer: only `send` calls it. */
const SEND: Channel = 'transfers.send';

const bridge: Bridge = {
  call(channel, ...input) {
    if (!Object.hasOwn(calls, channel) || String(channel) === SEND)
      throw new Error(`no such channel: ${String(channel)}`);
    return ipcRenderer.invoke(channel, ...input);
  },
  send(files, to) {
    const paths = files.map((file) => webUtils.getPathForFile(file));
    const without = files.find((_, at) => paths[at] === '');
    if (without === undefined) return ipcRenderer.invoke(SEND, { paths, to });
    const message = `Nothing was sent: ${without.name === '' ? 'an item' : `“${without.name}”`} is no file of this computer.`;
    const fix = 'Save it as a file first, then drop that.';
    return Promise.resolve({ ok: false, error: { code: 'no-path', message, fix } });
  },
  on(push, listener) {
    if (!Object.hasOwn(pushes, push)) throw new Error(`no such channel: ${String(push)}`);
    const heard = (_event: unknown, value: Parameters<typeof listener>[0]) => listener(value);
    ipcRenderer.on(push, heard);
    return () => ipcRenderer.off(push, heard);
  },
};

contextBridge.exposeInMainWorld('gamgui', bridge);

// A MessagePort cannot cross the context bridge: it is handed on as a window message to this very page.
ipcRenderer.on(TERMINAL_PORT, (event) => {
  window.postMessage(TERMINAL_PORT, window.location.origin, event.ports);
});
