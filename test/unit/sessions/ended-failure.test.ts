/** How an end is told to whoever wants something of a session that is over. */
import { expect, test } from 'vitest';
import { endBy } from '../../../main/sessions/end-words';
import { EndedFailure } from '../../../main/sessions/ended-failure';

test('what the place says of it is told', () => {
  const detail = 'Usage of EmptyDir volume "s" exceeds the limit "4Gi".';
  const { message } = new EndedFailure(endBy('evicted', detail));
  expect(message).toBe(
    'It has ended: evicted: Usage of EmptyDir volume "s" exceeds the limit "4Gi".',
  );
  expect(new EndedFailure(endBy('removed')).message).toBe('It has ended: removed by someone.');
});
