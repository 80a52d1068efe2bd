/** Tells whether somebody is there, without a word. */
import { connect } from 'node:net';

/** Whether a process listens at this address of a unix socket or named pipe. */
export function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      // Everything else, such as a full queue (EAGAIN), is a sign that somebody is there.
      resolve(!['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR'].includes(error.code ?? ''));
    });
  });
}
