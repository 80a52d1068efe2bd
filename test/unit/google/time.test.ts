import { expect, test } from 'vitest';
import { googleFailure } from '../../../main/google/failures';
import { makeTransport } from '../../../main/google/transport';
import { setting } from './support/setting';

test('a server that says nothing is waited for so long and no longer', async () => {
  const { google, network } = await setting();
  google.world.fail('container.googleapis.com', { kind: 'stall' });
  const transport = await makeTransport(network, 300);
  const url = 'https://container.googleapis.com/v1/projects/p/locations/-/clusters';
  const error = await transport.request({ url }).catch((thrown: unknown) => thrown);
  const doing = { what: 'Nothing was listed', host: 'H', proxy: null, again: '', project: null };
  expect(googleFailure(error, doing)).toMatchObject({
    code: 'google-timeout',
    message: 'Nothing was listed: H did not answer in time.',
  });
});
