// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * The app's part of the transfers (our-files.ts), as it runs.
 * @typedef {object} Mover
 * @property {(way: 'put' | 'get', local: string, remote: string) => Promise<number>} move one after another; seconds, of
 *   which its connection is a part
 * @property {() => void} end
 */

/**
 * @param {string[]} words the script that node runs, with its arguments
 * @returns {Mover}
 */
export function startMover(words) {
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part) => {
    said += part;
  });
  // It may be gone already: the end of its output tells.
  child.stdin.on('error', () => {});
  const over = once(child, 'close').then(([code]) => {
    throw new Error(`our-files ended with ${code}: ${said}`);
  });
  over.catch(() => {});
  const answers = createInterface({ input: child.stdout });
  return {
    move: async (...transfer) => {
      const answer = once(answers, 'line');
      const began = performance.now();
      child.stdin.write(`${JSON.stringify(transfer)}\n`);
      await Promise.race([answer, over]);
      return (performance.now() - began) / 1000;
    },
    end: () => child.stdin.end(),
  };
}
