/** A gam.cfg is read as Python's configparser, which GAM uses, reads it. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGamCfg } from '../../../main/tenants/gam/gam-cfg';

const PYTHON = `
import configparser, json, sys
out = []
for text in json.load(sys.stdin):
    cfg = configparser.RawConfigParser(strict=False, allow_no_value=False)
    try:
        cfg.read_string(text)
    except configparser.Error:
        out.append(None)
        continue
    out.append({name: dict(cfg.items(name)) for name in cfg.sections()} | {"DEFAULT": dict(cfg.defaults())})
json.dump(out, sys.stdout)
`;

/** What Python's reader has of each text, or null where it refuses. */
function byPython(texts: string[]): (Record<string, Record<string, string>> | null)[] {
  const input = JSON.stringify(texts);
  return JSON.parse(execFileSync('python3', ['-c', PYTHON], { input, encoding: 'utf8' }));
}

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const value = fc.stringMatching(/^[A-Za-z0-9_./~@:=,-][A-Za-z0-9_./~@:=, -]{0,20}$/);
const line = fc.oneof(
  fc
    .tuple(word, fc.constantFrom(' = ', '=', ': ', ' =  '), value)
    .map(([name, between, text]) => name + between + text),
  fc.constantFrom('# a comment', '; another', '', '   ', '  further in'),
);
const section = fc
  .tuple(fc.constantFrom('[DEFAULT]', '[one]', '[two words]'), fc.array(line, { maxLength: 6 }))
  .map(([head, lines]) => [head, ...lines].join('\n'));

describe('gam.cfg', () => {
  it('is read as Python reads it', () => {
    const texts = fc.sample(
      fc.array(section, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\n')),
      { numRuns: 400, seed: 7 },
    );
    const expected = byPython(texts);
    let compared = 0;
    for (const [index, text] of texts.entries()) {
      const theirs = expected[index];
      if (!theirs) continue;
      const ours = parseGamCfg(text);
      const names = Object.keys(theirs).filter((name) => name !== 'DEFAULT');
      expect(ours.sections, text).toEqual(names);
      for (const [name, options] of Object.entries(theirs))
        for (const [option, said] of Object.entries(options))
          expect(ours.value(name, option), text).toBe(said);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('has what DEFAULT has, and is without quotes', () => {
    const cfg = parseGamCfg(`[DEFAULT]\nDomain = "larkfield.example"\n[lf]\nconfig_dir = 'lf'\n`);
    expect(cfg.value('lf', 'domain')).toBe('larkfield.example');
    expect(cfg.value('lf', 'config_dir')).toBe('lf');
    expect([cfg.has('lf', 'domain'), cfg.has('lf', 'config_dir')]).toEqual([false, true]);
  });
});
