/** What is said of a CSV file and of what was found in it. Pure. */
import type {
  CsvCopy,
  CsvDelimiter,
  CsvEncoding,
  CsvFinding,
  CsvPlace,
  CsvQuestion,
  CsvReport,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { bytes, count } from '../../ui/time';

/** A finding in words. */
export interface FindingWords {
  readonly title: string;
  readonly text: string;
  /** What the copy does where it is for a person to decide: "Leave them out". */
  readonly mend?: string;
}

const ENCODINGS: Readonly<Record<CsvEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'iso-8859-1': 'Latin-1',
  'iso-8859-2': 'Latin-2',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
  cp850: 'Code page 850',
  shift_jis: 'Shift JIS',
  'euc-jp': 'EUC-JP',
  'euc-kr': 'EUC-KR',
  big5: 'Big5',
  gb18030: 'GB 18030',
};
const DELIMITERS: Readonly<Record<CsvDelimiter, string>> = {
  ',': 'Commas',
  ';': 'Semicolons',
  '\t': 'Tabs',
  '|': 'Bars',
};
const LINE_ENDS = { lf: 'LF', crlf: 'CRLF', cr: 'CR' } as const;

const UNREADABLE: Readonly<Record<(CsvFinding & { kind: 'unreadable' })['why'], string>> = {
  quote: 'It has a quotation mark too few or too many: GAM may read it wrongly.',
  'row-too-long': 'It is longer than the row of any table.',
};

export function encodingName(encoding: CsvEncoding): string {
  return ENCODINGS[encoding];
}

/** "2,000 rows, 5 columns, 184.0 KB. Semicolons, Latin-1, CRLF, no BOM."; of what is no text its size. */
export function formWords({ rows, columns, size, form, findings }: CsvReport): string {
  if (findings.some(({ kind }) => kind === 'not-text')) return bytes(size);
  const { delimiter, encoding, lineEnd, bom } = form;
  const much = `${some(rows, 'row')}, ${some(columns.length, 'column')}, ${bytes(size)}`;
  const how = [
    DELIMITERS[delimiter],
    ENCODINGS[encoding],
    LINE_ENDS[lineEnd],
    bom ? 'BOM' : 'no BOM',
  ];
  return `${much}. ${how.join(', ')}.`;
}

/** "3 things to look at". */
export function thingsWords(n: number): string {
  return `${some(n, 'thing')} to look at`;
}

/** What was found in files that are on their way already. */
export function sentWords({ looked }: Pick<CsvQuestion, 'looked'>): {
  title: string;
  text: string;
} {
  const things = thingsWords(looked.reduce((sum, { report }) => sum + report.findings.length, 0));
  const [first] = looked;
  if (looked.length === 1 && first !== undefined)
    return { title: `${first.name} has ${things}.`, text: 'It was sent before that was known.' };
  const title = `${count(looked.length)} files have ${things}.`;
  return { title, text: 'They were sent before that was known.' };
}

/** What a copy has, once it is on its way. */
export function copyWords({ name, rows, leftOut }: CsvCopy): string {
  const left = leftOut === 0 ? '' : `, ${count(leftOut)} left out`;
  return `${name} has ${some(rows, 'row')}${left}`;
}

/** `domain` is the tenant's. */
export function findingWords(
  finding: CsvFinding,
  { columns }: CsvReport,
  domain: string,
): FindingWords {
  const name = (at: number) => visible(columns[at]?.name.trim() ?? '') || `column ${at + 1}`;
  switch (finding.kind) {
    case 'encoding':
      return encodingWords(finding);
    case 'delimiter':
      return {
        title: `${DELIMITERS[finding.delimiter]} become commas`,
        text: 'Else GAM takes the whole line for one header.',
      };
    case 'preamble':
      return {
        title: 'What stands above the headers goes',
        text: 'Else GAM takes the first line for the headers.',
      };
    case 'no-header':
      return {
        title: 'There are no headers',
        text: 'GAM takes the first row for them.',
        mend: 'Add some to the copy',
      };
    case 'blank-header': {
      const one = finding.columns.length === 1;
      return {
        title: one
          ? `${firstUp(name(finding.columns[0] ?? 0))} has no header`
          : `${count(finding.columns.length)} columns have no header`,
        text: 'No command can name them.',
        mend: one ? 'Name it in the copy' : 'Name them in the copy',
      };
    }
    case 'padded-header':
      return {
        title: `Spaces around ${finding.columns.length === 1 ? name(finding.columns[0] ?? 0) : some(finding.columns.length, 'header')} go`,
        text: 'Else GAM does not find them by name.',
      };
    case 'header-case':
      return {
        title: `${visible(finding.name)} becomes ${visible(finding.expected)}`,
        text: 'GAM tells capitals from small letters.',
      };
    case 'duplicate-header':
      return {
        title: `${numberWord(finding.columns.length)} columns are called ${visible(finding.name)}`,
        text: 'GAM silently uses the last.',
        mend: finding.columns.length === 2 ? 'Rename the other one' : 'Rename the others',
      };
    case 'blank-key':
      return {
        title: `${have(finding.count, 'row')} no ${name(finding.column)}`,
        text: 'GAM gets an empty name or address.',
        mend: finding.count === 1 ? 'Leave it out' : 'Leave them out',
      };
    case 'padded-key':
      return {
        title: `Spaces around ${some(finding.count, 'cell')} of ${name(finding.column)} go`,
        text: 'Else GAM gets them too.',
      };
    case 'line-break':
      return {
        title: `Line breaks in ${some(finding.count, 'cell')} become spaces`,
        text: 'Else GAM gets them too.',
      };
    case 'long-cell':
      return {
        title: `${some(finding.count, 'cell')} of more than 131,072 characters`,
        text: 'GAM stops there with exit 1.',
      };
    case 'short-row':
      return {
        title: `${have(finding.count, 'row')} fewer cells than headers`,
        text: 'GAM takes what is missing for blank.',
      };
    case 'long-row':
      return {
        title: `${have(finding.count, 'row')} more cells than headers`,
        text: 'GAM drops what has no header.',
      };
    case 'outside-domain':
      return {
        title: `${some(finding.count, 'address', 'addresses')} outside ${visible(domain)}`,
        text: domainsWords(finding),
      };
    case 'unreadable':
      return {
        title: `Row ${count(finding.row)} cannot be read`,
        text: `${UNREADABLE[finding.why]} What follows is not checked, and there is no fixed copy.`,
      };
    case 'not-text':
      return {
        title: 'This is no text',
        text: 'It may be a spreadsheet’s own format. Save it as CSV there.',
      };
    case 'empty':
      return { title: 'It has no rows', text: 'GAM finds nothing to do in it.' };
  }
}

function encodingWords({ encoding, sure }: CsvFinding & { kind: 'encoding' }): FindingWords {
  const name = ENCODINGS[encoding];
  return {
    title: sure ? `${name} becomes UTF-8` : `It seems to be ${name}, and becomes UTF-8`,
    text: 'Else GAM stops with exit 6.',
  };
}

function domainsWords({ count: all, domains }: CsvFinding & { kind: 'outside-domain' }): string {
  const [first, ...others] = domains;
  if (first === undefined) return '';
  const where = visible(first.domain);
  if (others.length === 0 && first.count === all)
    return all === 1 ? `in ${where}` : `all in ${where}`;
  return `${count(first.count)} of them in ${where}`;
}

/** How many of the cells are shown, where not all are. */
export function partWords(shown: number, finding: CsvFinding): string | null {
  if (!('places' in finding) || finding.count <= shown) return null;
  return `The first ${count(shown)} of ${count(finding.count)}`;
}

/** Where a cell is: "41", or that it is a header. */
export function rowWords({ row }: Pick<CsvPlace, 'row'>): string {
  return row === 0 ? 'Header' : count(row);
}

function some(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

function have(n: number, what: string): string {
  return `${some(n, what)} ${n === 1 ? 'has' : 'have'}`;
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four'];

function numberWord(n: number): string {
  return NUMBERS[n] ?? count(n);
}

function firstUp(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
