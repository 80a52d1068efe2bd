/** What is said of CSV files in question, shown of their cells, and chosen for their copies. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CsvFinding,
  type CsvMend,
  type CsvQuestion,
  CsvQuestionId,
  type CsvReport,
  CsvMend as Mend,
  USUAL_MENDS,
} from '../../../../preload/contract';
import { visible } from '../../../../preload/visible';
import { cellsOfAll, partsOf } from '../../../../renderer/terminal/preflight/cells';
import {
  copyOf,
  mendsFor,
  usualChoice,
  withMend,
} from '../../../../renderer/terminal/preflight/choice';
import { noteOf, waysToSend } from '../../../../renderer/terminal/preflight/foot';
import {
  copyWords,
  findingWords,
  formWords,
  partWords,
  sentWords,
} from '../../../../renderer/terminal/preflight/words';

const DELIMITER: CsvFinding = { kind: 'delimiter', delimiter: ';', remedy: 'columndelimiter ";"' };
const TWICE: CsvFinding = { kind: 'duplicate-header', name: 'OU', columns: [1, 2] };
const BLANK: CsvFinding = {
  kind: 'blank-key',
  column: 0,
  count: 30,
  places: [{ row: 7, column: 0, text: '' }],
};

function report(...findings: CsvFinding[]): CsvReport {
  return {
    size: 184_000,
    modifiedAt: 0,
    form: {
      encoding: 'iso-8859-1',
      sure: false,
      bom: false,
      delimiter: ';',
      lineEnd: 'crlf',
      header: true,
      start: 0,
    },
    columns: [
      { name: 'Email', key: true },
      { name: 'OU', key: false },
      { name: 'OU', key: false },
    ],
    rows: 2000,
    findings,
  };
}

const titleOf = (finding: CsvFinding) =>
  findingWords(finding, report(finding), 'demo.example').title;

test('a file and its findings in words', () => {
  expect(formWords(report())).toBe(
    '2,000 rows, 3 columns, 184.0 KB. Semicolons, Latin-1, CRLF, no BOM.',
  );
  expect(titleOf(DELIMITER)).toBe('Semicolons become commas');
  expect(titleOf(TWICE)).toBe('Two columns are called OU');
  expect(titleOf(BLANK)).toBe('30 rows have no Email');
  expect(titleOf({ ...BLANK, count: 1 })).toBe('1 row has no Email');
  expect(partWords(1, BLANK)).toBe('The first 1 of 30');
  expect(partWords(30, BLANK)).toBe(null);
  expect(copyWords({ name: 'a.fixed.csv', rows: 1, leftOut: 2 })).toBe(
    'a.fixed.csv has 1 row, 2 left out',
  );
});

test('no text of a file acts or hides where it is shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const header: CsvFinding = {
        kind: 'header-case',
        column: 0,
        name: text,
        expected: text,
        remedy: '',
      };
      const named = { ...report(), columns: [{ name: text, key: true }] };
      for (const finding of [header, { ...TWICE, name: text }, BLANK]) {
        const { title } = findingWords(finding, named, text);
        expect(visible(title)).toBe(title);
      }
      const parts = partsOf(text);
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        expect(part.text).not.toBe('');
        if (part.mark) expect(part.text).toMatch(/^(empty|[·⏎]+)$/);
        else expect(visible(part.text)).toBe(part.text);
      }
    }),
  );
});

test('blank cells, spaces and line breaks are seen', () => {
  const shown = (text: string) => partsOf(text).map((part) => part.text);
  expect(shown('')).toEqual(['empty']);
  expect(shown('  ')).toEqual(['··']);
  expect(shown(' a b\nc\n')).toEqual(['·', 'a b', '⏎', 'c', '⏎']);
  expect(shown('plain')).toEqual(['plain']);
});

test('cells are in the order of the file, each once', () => {
  const cells = cellsOfAll([BLANK, TWICE, BLANK], report());
  expect(cells.map(({ row, column }) => [row, column])).toEqual([
    [0, 1],
    [0, 2],
    [7, 0],
  ]);
  expect(cells.map(({ isUsed }) => isUsed)).toEqual([false, true, undefined]);
});

test('a copy does nothing by itself that is for a person to decide', () => {
  const all = report(DELIMITER, TWICE, BLANK);
  expect(mendsFor(all)).toEqual(['form', 'header-names', 'blank-keys']);
  const usual = usualChoice(all);
  expect(copyOf(all, usual)).toEqual(['form']);
  expect(copyOf(all, withMend(usual, 'blank-keys', true))).toEqual(['form', 'blank-keys']);
  expect(copyOf(all, { ...usual, copy: false })).toBe(null);
  // Nothing but what a person decides: as it is, until they do.
  const blank = report(BLANK);
  expect(copyOf(blank, usualChoice(blank))).toBe(null);
  expect(copyOf(blank, withMend(usualChoice(blank), 'blank-keys', true))).toContain('blank-keys');
  const unreadable = report(DELIMITER, { kind: 'unreadable', row: 3, why: 'quote' });
  expect(copyOf(unreadable, usualChoice(unreadable))).toBe(null);
});

test('a mend that is turned on and off again leaves the others', () => {
  const mends = fc.uniqueArray(fc.constantFrom<CsvMend>(...Mend.options));
  fc.assert(
    fc.property(mends, fc.constantFrom<CsvMend>(...USUAL_MENDS), (chosen, mend) => {
      const others = new Set(chosen.filter((one) => one !== mend));
      const choice = { copy: true, mends: others };
      expect(withMend(withMend(choice, mend, true), mend, false)).toEqual(choice);
    }),
  );
});

function question(more: Partial<CsvQuestion> = {}): CsvQuestion {
  const looked = [
    { file: 0, name: 'a.csv', copyName: 'a.fixed.csv', report: report(DELIMITER, BLANK) },
  ];
  return {
    id: CsvQuestionId.parse('a'.repeat(32)),
    to: '/work',
    given: 1,
    looked,
    looking: false,
    sent: false,
    ...more,
  };
}
const COPY = [{ file: 0, mends: ['form'] satisfies CsvMend[] }];

test('there is one first way to send, whatever is ticked', () => {
  const plain = { words: 'Send as it is', copies: [] };
  expect(waysToSend(question(), [])).toEqual({ first: { ...plain, canSend: true }, asIs: null });
  expect(waysToSend(question(), COPY)).toEqual({
    first: { words: 'Send the fixed copy', copies: COPY, canSend: true },
    asIs: plain,
  });
  const [sent, words] = [question({ sent: true }), 'Send the fixed copy too'];
  expect(waysToSend(sent, []).first).toEqual({ words, copies: [], canSend: false });
  expect(waysToSend(sent, COPY)).toEqual({
    first: { words, copies: COPY, canSend: true },
    asIs: null,
  });
});

test('where files go, and what goes with them', () => {
  expect(noteOf(question(), COPY)).toBe('Into /work as a.fixed.csv. Your file stays as it is.');
  expect(noteOf(question({ given: 3, looking: true }), [])).toBe(
    'Into /work. Your files stay as they are. 2 more of the 3 have nothing to look at. Others are still looked at.',
  );
});

test('what was found too late is said in whole sentences', () => {
  const { looked } = question();
  expect(sentWords({ looked })).toEqual({
    title: 'a.csv has 2 things to look at.',
    text: 'It was sent before that was known.',
  });
  expect(sentWords({ looked: [...looked, ...looked] })).toEqual({
    title: '2 files have 4 things to look at.',
    text: 'They were sent before that was known.',
  });
});
