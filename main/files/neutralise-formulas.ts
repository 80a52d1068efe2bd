/** Makes a CSV's formulas text, as it streams, for those who open it in a spreadsheet. */
import { Transform, type TransformCallback } from 'node:stream';
import { Failure } from '../failure';
import { type Delimiter, FormulaCells } from './formula-cells';

/** A spreadsheet takes what follows for text. */
const APOSTROPHE = Buffer.from("'");
/** How UTF-16 begins, in hexadecimal. */
const UTF_16 = ['fffe', 'feff'];

/**
 * Bytes of a CSV in, the same out with an apostrophe before each formula. UTF-8, Latin-1 and others that have ASCII in them;
 * at most 32 bytes are held back. @throws Failure `bad-encoding` for UTF-16
 */
export class NeutraliseFormulas extends Transform {
  readonly #cells: FormulaCells;
  #rest = Buffer.alloc(0);
  #begun = false;

  constructor(delimiter: Delimiter = ',') {
    super();
    this.#cells = new FormulaCells(delimiter);
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    if (this.#begun || this.#rest.length >= 2) this.#pass(false, done);
    else done();
  }

  override _flush(done: TransformCallback): void {
    this.#pass(true, done);
  }

  #pass(last: boolean, done: TransformCallback): void {
    const isWrong = !this.#begun && UTF_16.includes(this.#rest.toString('hex', 0, 2));
    this.#begun = true;
    if (isWrong) done(refusal());
    else done(null, this.#neutralised(last));
  }

  #neutralised(last: boolean): Buffer {
    const { formulas, length } = this.#cells.scan(this.#rest, last);
    const pieces: Buffer[] = [];
    let from = 0;
    for (const at of formulas) {
      pieces.push(this.#rest.subarray(from, at), APOSTROPHE);
      from = at;
    }
    pieces.push(this.#rest.subarray(from, length));
    this.#rest = this.#rest.subarray(length);
    return Buffer.concat(pieces);
  }
}

function refusal(): Failure {
  return new Failure(
    'bad-encoding',
    'Its formulas cannot be made text: the file is UTF-16.',
    'Save it as it is, or have GAM write it as UTF-8 (charset utf-8).',
  );
}
