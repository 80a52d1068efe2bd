/** What is pasted runs what was meant, whatever a name has in it. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kubectl, shellLine, shellLines } from '../../../main/diagnostics/commands';
import { visible } from '../../../preload/visible';

describe('a command', () => {
  test('gives a shell exactly its words', () => {
    const word = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((one) => visible(one) === one);
    const evil = fc.constantFrom(
      "'",
      '"; rm -rf ~ #',
      '$(id)',
      '`id`',
      '\\',
      '!!',
      '*',
      '~',
      '-n',
      '',
      "a'b'c",
      '&&',
      'é ü',
      '|',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, evil), { maxLength: 6 }), (words) => {
        const line = shellLine('printf', '%s\\0', ...words);
        const said = execFileSync('sh', ['-c', line ?? ''], { encoding: 'utf8' });
        expect(said.split('\0').slice(0, -1)).toEqual(words.length === 0 ? [''] : words);
      }),
      { numRuns: 60 },
    );
  });

  test('is none where a word has what a terminal acts on, or hides', () => {
    for (const bad of ['a\nb', 'a\u001b[2J', 'a\u202eb', 'a\u200bb']) {
      expect(shellLine('kubectl', bad)).toBeUndefined();
      expect(shellLines(shellLine('true'), shellLine(bad))).toBeUndefined();
    }
  });

  const CONTEXT = {
    way: 'kubeconfig',
    files: null,
    context: 'my cluster',
    namespace: 'gam',
  } as const;

  test('of kubectl names the cluster and the namespace', () => {
    expect(kubectl(CONTEXT, ['get', 'pods'])).toBe(
      "kubectl --context 'my cluster' -n gam get pods",
    );
    expect(kubectl(CONTEXT, ['get', 'nodes'], false)).toBe(
      "kubectl --context 'my cluster' get nodes",
    );
    const gke = { way: 'gke', project: 'p', location: 'l', cluster: 'c', namespace: 'n' } as const;
    expect(kubectl(gke, ['get', 'pods'])).toBe('kubectl --context gke_p_l_c -n n get pods');
  });

  test('of kubectl uses the files that the app uses', () => {
    const place = { ...CONTEXT, files: '/a b/c:/d' };
    const line = kubectl(place, ['get', 'pods'])?.replace('kubectl', 'printenv KUBECONFIG #') ?? '';
    expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe('/a b/c:/d\n');
  });
});
