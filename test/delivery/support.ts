/** Runs a script of .github with programs that only write down how they were called. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a script came to. */
export interface Ran {
  readonly code: number;
  readonly stderr: string;
  /** What it gave to later steps, or to people. */
  readonly outputs: string;
  /** Each call of a program, in order: its name and its words. */
  readonly calls: readonly string[];
}

/** A script's run; `programs` are shell texts by the names of the programs that they stand for. */
export function run(
  script: string,
  words: readonly string[],
  programs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'gamgui-delivery-'));
  const calls = join(folder, 'calls');
  const outputs = join(folder, 'outputs');
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> '${calls}'\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const path = `${folder}:${process.env['PATH'] ?? ''}`;
  const files = { GITHUB_OUTPUT: outputs, GITHUB_STEP_SUMMARY: outputs };
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const result = (code: number, stderr: string): Ran => ({
    code,
    stderr,
    outputs: read(outputs),
    calls: read(calls).split('\n').filter(Boolean),
  });
  try {
    const options = {
      env: { PATH: path, ...files, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    } as const;
    execFileSync(resolve('.github/scripts', script), words, options);
    return result(0, '');
  } catch (error) {
    if (!(error instanceof Error && 'status' in error && 'stderr' in error)) throw error;
    return result(Number(error.status), String(error.stderr));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
