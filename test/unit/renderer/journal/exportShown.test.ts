/** What is shown of exports, in whatever order main's words come. */
import { expect, test } from 'vitest';
import {
  afterExport,
  type ExportEvent,
  NO_EXPORT,
} from '../../../../renderer/terminal/journal/exportShown';

const ASKED: ExportEvent = { type: 'asked' };
const FAR: ExportEvent = { type: 'far', done: 5, total: 5 };
const REFUSED: ExportEvent = { type: 'answered', exported: null };
const exported = { name: 'a.txt', bytes: 5, missing: 0 };
const shownAfter = (...events: ExportEvent[]) => events.reduce(afterExport, NO_EXPORT).shown;

test('how far it was is not shown after its end', () => {
  const done: ExportEvent = { type: 'answered', exported };
  expect(shownAfter(ASKED, FAR)).toEqual({ kind: 'running', done: 5, total: 5 });
  expect(shownAfter(ASKED, FAR, done, FAR)).toEqual({ kind: 'done', exported });
  expect(shownAfter(ASKED, FAR, REFUSED, FAR)).toEqual({ kind: 'none' });
  expect(shownAfter(ASKED, done, { type: 'dismissed' }, FAR)).toEqual({ kind: 'none' });
});

test('one that is refused takes nothing from the one that runs', () => {
  expect(shownAfter(ASKED, FAR, ASKED, REFUSED)).toMatchObject({ kind: 'running' });
  expect(shownAfter(ASKED, ASKED, REFUSED, FAR)).toMatchObject({ kind: 'running' });
});
