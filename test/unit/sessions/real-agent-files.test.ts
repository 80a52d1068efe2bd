/** Files between this computer and a real agent. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FilesClient, pathOf } from '../../../main/sessions/transfers/files-client';
import { TestHost } from '../support/agent-host';

const APP = 'test';
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

let host: TestHost;
let folder: string;

beforeAll(async () => {
  host = await TestHost.start();
  folder = mkdtempSync(join(tmpdir(), 'gamgui-local-'));
});

afterAll(async () => {
  await host.end();
  rmSync(folder, { recursive: true });
});

describe('files', () => {
  test('are the same at both ends, also over cuts, and resumed', async () => {
    const data = randomBytes(30_000_000);
    const local = join(folder, 'a.bin');
    writeFileSync(local, data);
    const files = new FilesClient({ connect: host.connect, app: APP });
    let cuts = 0;
    const cutAt = (marks: number[]) => {
      return ({ done }: { done: number }) => {
        if (done < (marks[0] ?? Number.POSITIVE_INFINITY)) return;
        marks.shift();
        cuts += 1;
        host.cut();
      };
    };
    const entry = await files.put(local, pathOf('b.bin'), {
      progress: cutAt([3_000_000, 11_000_000, 25_000_000]),
    });
    expect(entry).toMatchObject({ type: 'file', size: data.length });
    expect(Buffer.from(entry.name).toString()).toBe('b.bin');
    expect(sha256(readFileSync(join(host.work, 'b.bin')))).toBe(sha256(data));
    const back = join(folder, 'c.bin');
    const got = await files.get(pathOf('b.bin'), back, {
      progress: cutAt([3_000_000, 11_000_000, 25_000_000]),
    });
    expect(got).toEqual({ size: data.length, sha256: sha256(data) });
    expect(sha256(readFileSync(back))).toBe(sha256(data));
    expect(cuts).toBe(6);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    await files.close();
  });

  test('are listed by bytes, and looked at', async () => {
    const name = Buffer.from([0x6e, 0xff, 0x0a, 0x27]);
    writeFileSync(Buffer.concat([Buffer.from(`${host.work}/`), name]), 'odd');
    const files = new FilesClient({ connect: host.connect, app: APP });
    const names: string[] = [];
    for await (const entry of files.list(pathOf('')))
      names.push(Buffer.from(entry.name).toString('latin1'));
    expect(names).toContain(name.toString('latin1'));
    const entry = await files.stat(name, true);
    expect(entry.sha256).toBe(sha256(Buffer.from('odd')));
    await files.close();
  });

  test('say why they cannot be moved', async () => {
    const files = new FilesClient({ connect: host.connect, app: APP });
    const local = join(folder, 'd.txt');
    writeFileSync(local, 'x');
    writeFileSync(join(host.work, 'there'), 'y');
    await expect(files.put(local, pathOf('there'))).rejects.toMatchObject({ code: 'exists' });
    await expect(files.put(local, pathOf('../out'))).rejects.toMatchObject({ code: 'outside' });
    await expect(files.put(join(folder, 'no'), pathOf('x'))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(files.get(pathOf('no'), join(folder, 'e'))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(files.get(pathOf('there'), local)).rejects.toMatchObject({ code: 'exists' });
    await files.put(local, pathOf('there'), { replace: true });
    expect(readFileSync(join(host.work, 'there'), 'utf8')).toBe('x');
    await files.close();
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('leave nothing when they are cancelled', async () => {
    const local = join(folder, 'f.bin');
    writeFileSync(local, Buffer.alloc(20_000_000, 7));
    const files = new FilesClient({ connect: host.connect, app: APP });
    for (const direction of ['put', 'get'] as const) {
      const abort = new AbortController();
      const progress = ({ done }: { done: number }) => {
        if (done > 1_000_000) abort.abort();
      };
      const options = { progress, signal: abort.signal };
      const moving =
        direction === 'put'
          ? files.put(local, pathOf('g.bin'), options)
          : files.get(pathOf('b.bin'), join(folder, 'h.bin'), options);
      await expect(moving).rejects.toThrow(/abort/i);
    }
    await files.close();
    const left = [...readdirSync(host.work), ...readdirSync(folder)];
    expect(left.filter((name) => /part$|g\.bin|h\.bin/.test(name))).toEqual([]);
  });
});
