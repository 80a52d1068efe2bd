/** What one app after the other typed, each killed in the midst of it, beside what a program got. Pure. */

/** What an app types in a round: numbers that come in no other. */
export function textOf(round: number, numbers: number): string {
  const all = Array.from({ length: numbers }, (_, at) => `${at};`);
  return `<${String(round).padStart(4, '0')}>${all.join('')}`;
}

/** What is wrong, or null: of each round its beginning came, once, and after that of the rounds before. */
export function whatIsWrong(got: string, typed: readonly string[]): string | null {
  const [before, ...parts] = got.split('<');
  if (before !== '') return `${JSON.stringify(before)} was typed by nobody`;
  let round = 0;
  for (const part of parts) {
    round = typed.findIndex((text, at) => at >= round && text.startsWith(`<${part}`)) + 1;
    if (round === 0) return `${JSON.stringify(part.slice(-40))} is not how a round begins`;
  }
  return null;
}
