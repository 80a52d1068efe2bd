/** What Terraform said, as JSON a line. */
import { z } from 'zod';

const Line = z.looseObject({
  '@message': z.string(),
  test_run: z.object({ run: z.string(), status: z.string().optional() }).optional(),
  diagnostic: z.object({ summary: z.string(), detail: z.string().optional() }).optional(),
  '@testfile': z.string().optional(),
  '@testrun': z.string().optional(),
});

function linesOf(stdout: string) {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => Line.parse(JSON.parse(line)));
}

/** Each run block by its file and name, with `pass`, or its state and all that Terraform had against it. */
export function testsOf(stdout: string): ReadonlyMap<string, string> {
  const results = new Map<string, string>();
  for (const line of linesOf(stdout)) {
    const { test_run: run, '@testfile': file = '', '@testrun': name = '', diagnostic } = line;
    const of = `${file} ${name}`;
    if (run?.status !== undefined) results.set(of, run.status);
    if (diagnostic === undefined) continue;
    const { summary, detail = '' } = diagnostic;
    results.set(of, `${results.get(of) ?? ''}\n${summary}: ${detail}`);
  }
  return results;
}

/** All that Terraform had against the runs, in its own words or an assertion's. */
export function detailsOf(stdout: string): string[] {
  return linesOf(stdout).flatMap(({ diagnostic }) =>
    diagnostic === undefined ? [] : [diagnostic.detail ?? diagnostic.summary],
  );
}
