/** The bridge: exactly the channels of the contract, nothing of Electron or Node. */
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, calls, pushes, TERMINAL_PORT } from './contract';

const bridge: Bridge = {
  call(channel, ...input) {
    if (!Object.hasOwn(calls, channel)) throw new Error(`no such channel: ${String(channel)}`);
    return ipcRenderer.invoke(channel, ...input);
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
