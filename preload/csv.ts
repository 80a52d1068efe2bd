/** What is found in a CSV file before it is sent: what GAM would refuse or misread, and what mends it. */
import { z } from 'zod';
import { Time } from './basics';

/** How a file's text can be written, by the names of the WHATWG; GAM expects `utf-8`. */
export const CsvEncoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'iso-8859-1',
  'iso-8859-2',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'macintosh',
  'cp850',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'big5',
  'gb18030',
]);
export type CsvEncoding = z.infer<typeof CsvEncoding>;

/** What can stand between cells; GAM expects the comma. */
export const CsvDelimiter = z.enum([',', ';', '\t', '|']);
export type CsvDelimiter = z.infer<typeof CsvDelimiter>;

/** What a fixed copy can do. `form`, which every copy does: UTF-8 without BOM, commas, LF, headers in the first line. */
export const CsvMend = z.enum([
  'form',
  /** Spaces around headers and in key columns go. */
  'trim',
  /** Headers are written as GAM writes them. */
  'header-case',
  /** A line break in a cell becomes a space. */
  'line-breaks',
  /** Blank headers get a name; of several with one name, all but the last, which GAM uses, get another. */
  'header-names',
  /** A file without headers gets some. */
  'add-header',
  /** Rows without a key are left out. */
  'blank-keys',
]);
export type CsvMend = z.infer<typeof CsvMend>;

/** What a copy does unless it is told: nothing that is for a person to decide. */
export const USUAL_MENDS: readonly CsvMend[] = ['form', 'trim', 'header-case', 'line-breaks'];

/** Characters of a cell or a header in a report; what is longer is cut. */
export const MOST_TEXT = 200;
/** Places that a finding names. */
export const MOST_PLACES = 20;
/** Columns that are looked at, and addresses' domains that are counted. */
export const MOST_COLUMNS = 1000;

const count = z.number().int().nonnegative();
const text = z.string().max(MOST_TEXT);
/** From 0. */
const column = count.max(MOST_COLUMNS);
/** GAM's own remedy: words of its command line. */
const remedy = z.string();

/** A cell. As the file has it, so not to be shown without `visible`. */
export const CsvPlace = z.object({
  /** As GAM counts: the first one after the headers is 1, empty lines are none. */
  row: count,
  /** Null: the row as a whole. */
  column: column.nullable(),
  text,
});
export type CsvPlace = z.infer<typeof CsvPlace>;

/** How often, and the first places. */
export const CsvPlaces = z.object({ count, places: z.array(CsvPlace).max(MOST_PLACES) });
export type CsvPlaces = z.infer<typeof CsvPlaces>;

/** One thing to look at. */
export const CsvFinding = z.discriminatedUnion('kind', [
  /** Not UTF-8: GAM stops with exit code 6. `sure` is false for a guess; the places show what it makes of the text. */
  CsvPlaces.extend({
    kind: z.literal('encoding'),
    encoding: CsvEncoding,
    sure: z.boolean(),
    remedy,
  }),
  /** Not a comma: GAM takes the whole line for one header. */
  z.object({ kind: z.literal('delimiter'), delimiter: CsvDelimiter, remedy }),
  /** Empty lines, or the `sep=;` of spreadsheets: GAM takes the first line for the headers. */
  z.object({ kind: z.literal('preamble'), text }),
  /** The first row has an address. */
  z.object({ kind: z.literal('no-header'), remedy }),
  z.object({ kind: z.literal('blank-header'), columns: z.array(column) }),
  z.object({ kind: z.literal('padded-header'), columns: z.array(column) }),
  /** GAM tells capitals from small letters, and writes this one otherwise itself. */
  z.object({ kind: z.literal('header-case'), column, name: text, expected: text, remedy }),
  /** GAM uses the last of them. */
  z.object({ kind: z.literal('duplicate-header'), name: text, columns: z.array(column) }),
  /** GAM gets an empty name or address. */
  CsvPlaces.extend({ kind: z.literal('blank-key'), column }),
  /** GAM gets it with its spaces. */
  CsvPlaces.extend({ kind: z.literal('padded-key'), column }),
  /** GAM gets them as they are. */
  CsvPlaces.extend({ kind: z.literal('line-break') }),
  /** Longer than 131,072 characters, the most that Python's csv takes: GAM stops with exit code 1. */
  CsvPlaces.extend({ kind: z.literal('long-cell') }),
  /** Fewer cells than headers: GAM takes what is missing for blank. */
  CsvPlaces.extend({ kind: z.literal('short-row') }),
  /** More cells than headers: GAM drops them. */
  CsvPlaces.extend({ kind: z.literal('long-row') }),
  /** Addresses of other domains than the tenant's; the domains are the most frequent ones. */
  CsvPlaces.extend({
    kind: z.literal('outside-domain'),
    column,
    domains: z.array(z.object({ domain: text, count })).max(MOST_PLACES),
  }),
  /**
   * From about this row on nothing is known, and no copy can be made: a quotation mark in a quotation is not doubled, or
   * never closed, and GAM takes it in its own way; or the row is longer than any table's.
   */
  z.object({
    kind: z.literal('unreadable'),
    row: count,
    why: z.enum(['quote', 'row-too-long']),
  }),
  /** Bytes that are in no text: a spreadsheet's own format, or an archive. */
  z.object({ kind: z.literal('not-text') }),
  /** No rows. */
  z.object({ kind: z.literal('empty') }),
]);
export type CsvFinding = z.infer<typeof CsvFinding>;

/** What mends each kind of finding in a copy; null: nothing does. */
export const MEND_OF: Readonly<Record<CsvFinding['kind'], CsvMend | null>> = {
  encoding: 'form',
  delimiter: 'form',
  preamble: 'form',
  'no-header': 'add-header',
  'blank-header': 'header-names',
  'padded-header': 'trim',
  'header-case': 'header-case',
  'duplicate-header': 'header-names',
  'blank-key': 'blank-keys',
  'padded-key': 'trim',
  'line-break': 'line-breaks',
  'long-cell': null,
  'short-row': null,
  'long-row': null,
  'outside-domain': null,
  unreadable: null,
  'not-text': null,
  empty: null,
};

/** How a file is written. */
export const CsvForm = z.object({
  encoding: CsvEncoding,
  /** False: a guess. */
  sure: z.boolean(),
  /** A byte order mark, which GAM leaves out itself. */
  bom: z.boolean(),
  delimiter: CsvDelimiter,
  lineEnd: z.enum(['lf', 'crlf', 'cr']),
  /** Whether the first row has headers. */
  header: z.boolean(),
  /** Offset of the first row, in bytes from the start of the file. */
  start: count,
});
export type CsvForm = z.infer<typeof CsvForm>;

/** What is known of a file after one look. Remedies are in the order in which GAM takes them. */
export const CsvReport = z.object({
  /** Bytes. */
  size: count,
  /** When it was last written, to notice that it was since. */
  modifiedAt: Time,
  form: CsvForm,
  /** The first ones; `key` where rows are named: by an address, or a serial number. */
  columns: z.array(z.object({ name: text, key: z.boolean() })).max(MOST_COLUMNS),
  /** Without the headers. */
  rows: count,
  findings: z.array(CsvFinding),
});
export type CsvReport = z.infer<typeof CsvReport>;

/** A question about files that are to be sent: 32 hexadecimal digits, chosen by main. */
export const CsvQuestionId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .brand('CsvQuestionId');
export type CsvQuestionId = z.infer<typeof CsvQuestionId>;

/** A file with something to look at. */
export const CsvLooked = z.object({
  /** Its place among the files that were given together, from 0. */
  file: count,
  /** Visible characters only, as is the name of its fixed copy. */
  name: z.string(),
  copyName: z.string(),
  report: CsvReport,
});
export type CsvLooked = z.infer<typeof CsvLooked>;

/** What is asked, or told later, of files that were dropped, pasted or chosen together. */
export const CsvQuestion = z.object({
  id: CsvQuestionId,
  /** The folder they go to, visible characters only. */
  to: z.string(),
  /** How many were given, also those that are no tables. */
  given: count,
  /** Those with something to look at; more may come at its end while `looking`. */
  looked: z.array(CsvLooked),
  looking: z.boolean(),
  /** The files are on their way as they are: a look that took long was not waited for. */
  sent: z.boolean(),
});
export type CsvQuestion = z.infer<typeof CsvQuestion>;
