/** How the text of a file is written, found by its bytes. */
import { isAscii } from 'node:buffer';
import { analyse } from 'chardet';
import { CsvEncoding } from '../../preload/contract';

/** What was found; `bom` in bytes, `text` is false where bytes are in no text. */
export interface Found {
  readonly encoding: CsvEncoding;
  readonly sure: boolean;
  readonly bom: number;
  readonly text: boolean;
}

/**
 * What chardet can tell even by a few names, when it is confident (of 100). It cannot tell one set of single bytes from
 * another by names: each reaches 20 to 60 for every one of them.
 */
const TELLING: readonly string[] = ['Shift_JIS', 'EUC-JP', 'EUC-KR', 'Big5', 'GB18030'];
const CONFIDENT = 90;

const BOMS: readonly (readonly [CsvEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Python's name, for GAM's `charset`, of one that it does not read by ours, or reads less of. */
const PYTHON: Partial<Record<CsvEncoding, string>> = {
  'iso-8859-1': 'latin1',
  'windows-1252': 'cp1252',
  // Spreadsheets write Microsoft's larger sets under these names.
  shift_jis: 'cp932',
  'euc-kr': 'cp949',
  big5: 'cp950',
};

/** What GAM's `charset` takes for it. With a byte order mark Python has to be told to look for it. */
export function charsetOf(encoding: CsvEncoding, bom: boolean): string {
  if (bom && encoding.startsWith('utf-16')) return 'utf-16';
  return PYTHON[encoding] ?? encoding;
}

/** Looks at a file piece by piece, from its start. */
export class EncodingFinder {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #first: Buffer | null = null;
  /** The first piece that is no UTF-8. */
  #wrong: Buffer | null = null;
  #nul = false;
  /** Bytes that Latin-1 has only controls for, and Windows-1252 quotation marks. */
  #c1 = false;

  /** Takes the next piece. */
  add(piece: Buffer): void {
    this.#first ??= piece;
    this.#nul ||= piece.includes(0);
    if (this.#wrong === null && !this.#isUtf8(piece, true)) this.#wrong = piece;
    this.#c1 ||= !isAscii(piece) && piece.some((byte) => byte >= 0x80 && byte < 0xa0);
  }

  /** Says what it was; `chosen` is a person's word. */
  found(chosen?: CsvEncoding): Found {
    const [marked, mark] = BOMS.find(([, bytes]) => this.#begins(bytes)) ?? [null, []];
    const encoding = chosen ?? marked ?? this.#utf16() ?? this.#bytewise();
    const sure = chosen !== undefined || encoding.startsWith('utf');
    const text = encoding.startsWith('utf-16') || !this.#nul;
    return { encoding, sure, bom: marked === encoding ? mark.length : 0, text };
  }

  #begins(bytes: readonly number[]): boolean {
    return bytes.every((byte, at) => this.#first?.[at] === byte);
  }

  /** Without a mark: the delimiters and most letters of a table are ASCII, so every other byte is 0. */
  #utf16(): CsvEncoding | null {
    const zeros = [0, 0];
    const start = this.#first?.subarray(0, 1024) ?? [];
    start.forEach((byte, at) => {
      if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
    });
    const [even = 0, odd = 0] = zeros;
    if (Math.max(even, odd) * 4 < start.length || start.length === 0) return null;
    if (odd > 0 && even === 0) return 'utf-16le';
    return even > 0 && odd === 0 ? 'utf-16be' : null;
  }

  #bytewise(): CsvEncoding {
    if (this.#wrong === null && this.#isUtf8(Buffer.alloc(0), false)) return 'utf-8';
    const sample = this.#wrong ?? this.#first ?? Buffer.alloc(0);
    const [best] = analyse(sample);
    if (best !== undefined && best.confidence >= CONFIDENT && TELLING.includes(best.name))
      return CsvEncoding.parse(best.name.toLowerCase());
    return this.#c1 ? 'windows-1252' : 'iso-8859-1';
  }

  #isUtf8(piece: Buffer, stream: boolean): boolean {
    try {
      this.#utf8.decode(piece, { stream });
      return true;
    } catch {
      return false;
    }
  }
}
