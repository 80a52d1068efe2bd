/** A Secret that may not be changed: the refusal is told, with as much of the way to the role as is known. */
import { expect, test } from 'vitest';
import { Failure } from '../../../main/failure';
import { withMissingRole } from '../../../main/ipc/missing-role';

const PLACE = { way: 'kubeconfig', files: null, context: 'work', namespace: 'gamgui' } as const;
const REFUSED = new Failure('forbidden', 'The Secret gam was not read: you may not.');

test('a refusal has the commands for who asks', async () => {
  const told = await withMissingRole(REFUSED, 'gam', PLACE, async () => 'lena@acme.example');
  expect(told).toMatchObject({ code: 'forbidden', message: REFUSED.message });
  expect(told).toHaveProperty('fix', expect.stringContaining('--user=lena@acme.example'));
});

test('it is told as well where the cluster does not say who asks', async () => {
  const away = () => Promise.reject(new Failure('cluster-timeout', 'It did not answer.'));
  expect(await withMissingRole(REFUSED, 'gam', PLACE, away)).toMatchObject({
    code: 'forbidden',
    message: REFUSED.message,
    fix: 'Needed is a role with get and patch on the Secret gam alone. Ask the administrator of the cluster.',
  });
});

test('everything else stays as it is', async () => {
  const other = new Failure('conflict', 'Another was faster.');
  const nobody = () => Promise.reject(new Error('it is not asked'));
  expect(await withMissingRole(other, 'gam', PLACE, nobody)).toBe(other);
});
