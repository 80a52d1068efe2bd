/** Credentials go into a container by the standard input of the agent's program, and by nothing else. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import type { Exec } from '../../../../main/backends/backend';
import type { Engine } from '../../../../main/backends/docker/engine';
import { giveCredentials } from '../../../../main/backends/docker/giving';
import { aSpec } from '../kubernetes/a-spec';

const open = vi.hoisted(() => vi.fn());
vi.mock('../../../../main/backends/docker/exec/exec', () => ({ openExec: open }));

const FILES = { 'oauth2.txt': 'planted-refresh-token' };
// The program is a stand-in: no engine is asked.
const engine = {} as Engine;

/** A program that ends so, and what it is given. */
function program(code: number, said = ''): Promise<string> {
  const stdin = new PassThrough();
  const stderr = new PassThrough();
  stderr.end(said);
  const exit = Promise.resolve({ code, signal: null });
  const exec: Exec = { stdin, stdout: new PassThrough().end(), stderr, exit, close: () => {} };
  open.mockReset().mockResolvedValue(exec);
  return text(stdin);
}

describe('what a container is given', () => {
  it('comes over standard input, and is in no argument', async () => {
    const given = program(0);
    await giveCredentials(aSpec(), engine, () => FILES);
    expect(JSON.parse(await given)).toEqual({ files: FILES });
    expect(JSON.stringify(open.mock.calls)).not.toContain('planted');
    expect(open.mock.calls[0]?.[2]).toEqual(['/usr/local/bin/gamgui-agent', 'keys']);
  });

  it('is nothing where the tenant has none to bring', async () => {
    void program(0);
    await giveCredentials(aSpec(), engine, () => null);
    expect(open).not.toHaveBeenCalled();
  });

  it('that was not taken is told in the agent’s words', async () => {
    void program(1, 'keys: No space left on device.\n');
    await expect(giveCredentials(aSpec(), engine, () => FILES)).rejects.toMatchObject({
      code: 'no-credentials',
      message: expect.stringContaining('keys: No space left on device'),
    });
  });
});
