/** A tenant's credentials in a container: brought over a pipe into memory, nowhere else, and brought again when they are gone. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { containerName } from '../../main/backends/docker/names';
import { IMAGE } from '../../main/backends/image';
import { SessionId } from '../../preload/contract';
import { PLANTED, writeGamFolder } from '../unit/tenants/gam-folders';
import { expect, test } from './lib/app';
import { onlySession } from './lib/place/place';
import { processesWith } from './lib/place/secrets';

const SECRETS = Object.values(PLANTED);
const KEYS = IMAGE.keys;
const SHOW = ['gam', 'config', 'verify', 'variables', '^oauth2_txt'];

test('GAM has the tenant’s credentials in memory alone, and again after the container has lost them', async ({
  docker,
  place,
  profile,
  shell,
}) => {
  if (docker === null) throw new Error('this test is for Docker');
  const gam = join(profile, 'home', '.gam');
  writeGamFolder(gam, { DEFAULT: 'harbor.example', nord: 'nordlicht.example' });
  const source = { kind: 'gam-folder', folder: gam, section: 'nord' };
  const seen = { id: 'nord', name: 'Nordlicht', domain: 'nordlicht.example', initials: 'N' };
  const tenants = [{ ...seen, colour: 'plum', source }];
  await writeFile(join(profile, 'tenants.json'), JSON.stringify({ version: 1, tenants }));

  const run = ['run', '--backend', 'docker', '--tenant', 'nord', '--keep', '--'];
  const first = await shell([...run, ...SHOW]);
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Section: nord') });
  expect(first.stdout.replaceAll('\n', '')).toContain(`${KEYS}/gam/oauth2.txt`);
  const id = await onlySession(profile);
  const name = containerName(SessionId.parse(id));
  const said = async (...words: string[]) => (await docker.run(...words)).toString();

  expect(await said('exec', name, 'stat', '-f', '-c', '%T', KEYS)).toBe('tmpfs\n');
  const copy = `${KEYS}/gam/oauth2.txt`;
  expect(await said('exec', name, 'cat', copy)).toBe(
    await readFile(join(gam, 'nord', 'oauth2.txt'), 'utf8'),
  );
  // Not written down by the engine, not on the session's disk, not in what is seen of processes.
  const pattern = SECRETS.flatMap((secret) => ['-e', secret]);
  const onDisk = await said(
    'exec',
    name,
    'sh',
    '-c',
    'grep -rlF "$@" /session /tmp; true',
    '-',
    ...pattern,
  );
  const told = [await said('inspect', name), await said('logs', name), await said('diff', name)];
  expect(onDisk).toBe('');
  for (const secret of SECRETS) expect(told.join('')).not.toContain(secret);
  expect(await processesWith(SECRETS)).toEqual([]);

  // A container that was killed has lost them, and says so; whoever opens the session brings them again.
  await docker.run('kill', name);
  const running = async () => (await said('inspect', '-f', '{{.State.Running}}', name)).trim();
  if ((await running()) !== 'true') await docker.run('start', name);
  // As the session's shell has it; its host may still begin.
  const gamThere = `GAMGUI_RUN=${IMAGE.run} gam version 2>&1; true`;
  await expect
    .poll(() => said('exec', name, 'sh', '-c', gamThere))
    .toContain('GamGUI brings them when it opens');
  const again = await shell(['exec', id, '--', ...SHOW]);
  expect(again.code).toBe(0);
  expect(again.stdout.replaceAll('\n', '')).toContain(copy);
  expect(await place.everySession()).not.toEqual([]);
});
