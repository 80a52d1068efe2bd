/** Python's csv module, called as GAM calls it: what it reads is what GAM gets. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { findPython } from '../../../main/runtime/python';

// As openCSVFileReader and setEncoding of gam/__init__.py 7.49.00; rows without cells are what its DictReader passes over.
const READER = `
import csv, json, sys
for line in sys.stdin:
    path, charset, delimiter = json.loads(line)
    with open(path, 'r', encoding='utf-8-sig' if charset == 'utf-8' else charset) as file:
        rows = [row for row in csv.reader(file, delimiter=delimiter, quotechar='"') if row]
    print(json.dumps(rows), flush=True)
`;

export class PythonCsv {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  private constructor(python: string) {
    this.#process = spawn(python, ['-I', '-c', READER], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  static async start(): Promise<PythonCsv> {
    return new PythonCsv((await findPython(process.env)).path);
  }

  /** The rows, headers included, by GAM's `charset` and `columndelimiter`. */
  async read(path: string, charset = 'utf-8', delimiter = ','): Promise<string[][]> {
    this.#process.stdin.write(`${JSON.stringify([path, charset, delimiter])}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`Python could not read ${path}`);
    return JSON.parse(value);
  }

  stop(): void {
    this.#process.stdin.end();
  }
}
