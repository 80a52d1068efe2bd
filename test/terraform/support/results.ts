/** What Terraform said, as JSON a line. */
import { z } from 'zod';

const Line = z.looseObject({
  '@message': z.string(),
  test_run: z.object({ run: z.string(), status: z.string().optional() }).optional(),
  diagnostic: z
    .object({ summary: z.string(), detail: z.string().optional(), range: z.unknown() })
    .optional(),
  '@testrun': z.string().optional(),
});

function linesOf(stdout: string) {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => Line.parse(JSON.parse(line)));
}

/** Each run block by its name, with `pass`, or its state and all that Terraform had against it. */
export function testsOf(stdout: string): ReadonlyMap<string, string> {
  const results = new Map<string, string>();
  for (const { test_run: run, '@testrun': of = '', diagnostic } of linesOf(stdout)) {
    if (run?.status !== undefined) results.set(run.run, run.status);
    if (diagnostic === undefined) continue;
    const { summary, detail = '' } = diagnostic;
    results.set(of, `${results.get(of) ?? ''}\n${summary}: ${detail}`);
  }
  return results;
}
