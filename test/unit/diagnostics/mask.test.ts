/** No name and no secret comes through a report, wherever and however it is written; and it can still be read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failed, passed, unchecked } from '../../../main/diagnostics/check';
import { shellLine } from '../../../main/diagnostics/commands';
import { Mask } from '../../../main/diagnostics/mask';
import { type NameKind, Names } from '../../../main/diagnostics/names';
import { reportText } from '../../../main/diagnostics/report';
import { type Outcome, TargetKey } from '../../../preload/contract';
import { visible } from '../../../preload/visible';

const KEY = TargetKey.parse('kubernetes');

function namesOf(known: readonly (readonly [NameKind, string])[]): Names {
  const names = new Names();
  for (const [kind, name] of known) names.add(kind, name);
  return names;
}

function report(names: Names, outcomes: readonly Outcome[], title = 'x'): string {
  const results = outcomes.map((outcome, id) => ({
    id: String(id),
    title: 'Check',
    outcome,
    ms: 1,
  }));
  const one = {
    target: KEY,
    state: 'done',
    startedAt: 0,
    endedAt: 1,
    pending: [],
    results,
  } as const;
  const targets = [{ key: KEY, group: 'places', title, backend: 'kubernetes' } as const];
  return reportText(
    { targets, reports: [{ ...one, pending: [], results }], wanted: null },
    names,
    '1',
    0,
  );
}

/** A marker that is in no text of the app. */
const marker = fc.stringMatching(/^[a-z]{3}[0-9]{2}[a-z]{4}$/).map((one) => `q${one}z`);
const KINDS: readonly NameKind[] = [
  'user',
  'session',
  'cluster',
  'context',
  'namespace',
  'host',
  'path',
  'object',
  'tenant',
];
/** Names with a marker in them, as people and clusters have them. */
const named = marker.chain((one) =>
  fc
    .constantFrom(
      one,
      `${one}@${one}.example`,
      `${one}.internal.example`,
      `${one} 'n' ${one}`,
      `${one}\u202e${one}`,
      `gke_${one}_europe-west1_${one}`,
      `/home/${one}/.config/GamGUI`,
      `${one}  ${one}`,
      `“${one}”/ü ${one}`,
    )
    .map((name) => ({ one, name })),
);
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('a report', () => {
  test('has no known name in it, in whatever text of whatever outcome', () => {
    const all = fc.array(
      fc.record({ name: named, kind: fc.constantFrom(...KINDS), before: text, after: text }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(all, (given) => {
        const names = namesOf(given.map(({ kind, name }) => [kind, name.name]));
        const outcomes = given.flatMap(({ name: { name }, before, after }): Outcome[] => {
          const says = `${before}${name}${after}`;
          const trouble = { what: says, why: visible(says), fix: JSON.stringify(says) };
          const command = shellLine('kubectl', '-n', name, before, `--user=${name}`);
          return [
            passed(says, name),
            unchecked(`Not ${visible(name)} (${encodeURIComponent(name)}).`),
            failed({ ...trouble, details: name, ...(command === undefined ? {} : { command }) }),
          ];
        });
        const said = report(names, outcomes, given[0]?.name.name).toLowerCase();
        for (const { name } of given) expect(said).not.toContain(name.one);
      }),
      { numRuns: 400 },
    );
  });

  const host = fc
    .constantFrom('a', 'api', 'gke-1f0c.europe-west1')
    .chain((first) => marker.map((one) => ({ one, written: `${first}.${one}.example` })));
  const SECRETS: readonly ((one: string) => string)[] = [
    (one) => `${one}@corp.example`,
    (one) => `ada.${one}@sub.corp.example`,
    (one) => `ya29.a0Af${one}-x`,
    (one) => `1//0g${one}_y`,
    (one) => `GOCSPX-${one}abc`,
    (one) => `eyJhbGciOi.${one}.sig`,
    (one) => `Bearer ${one}4-abc`,
    (one) => `password=${one}99`,
    (one) => `http://user:${one}@proxy:8080`,
    (one) => `/home/${one}/x`,
    (one) => `/Users/${one}/x`,
    (one) => `C:\\Users\\${one}\\x`,
    (one) => `-----BEGIN PRIVATE KEY-----\n${one}\n-----END PRIVATE KEY-----`,
    (one) => `${one}${'A1b2'.repeat(10)}`,
  ];

  test('has no secret, address or host in it that nobody knew of', () => {
    const secret = fc.oneof(
      host,
      fc
        .tuple(marker, fc.constantFrom(...SECRETS))
        .map(([one, write]) => ({ one, written: write(one) })),
    );
    fc.assert(
      fc.property(secret, fc.constantFrom(' ', '"', '(', ': ', "'"), ({ one, written }, edge) => {
        const said = report(new Names(), [passed(`It says${edge}${written}${edge}and goes on`)]);
        expect(said).not.toContain(one);
        expect(said).toContain('and goes on');
      }),
      { numRuns: 400 },
    );
  });

  test('has the same stand-in for the same name, and another for another', () => {
    const mask = new Mask(
      namesOf([
        ['user', 'ada@corp.example'],
        ['cluster', 'prod'],
        ['host', '10.0.0.7'],
      ]),
    );
    expect(mask.hide('ada@corp.example as ADA@corp.example on prod at 10.0.0.7:443')).toBe(
      '<user-1> as <user-1> on <cluster-1> at <host-1>:443',
    );
    expect(mask.hide('bo@corp.example, not ada@corp.example; 10.0.0.8')).toBe(
      '<user-2>, not <user-1>; <host-2>',
    );
  });

  test('leaves what tells nothing, so that it can be read', () => {
    const mask = new Mask(
      namesOf([
        ['namespace', 'gamgui'],
        ['session', 'demo'],
      ]),
    );
    for (const plain of [
      'Server 1.37.2, GamGUI made for 1.30 to 1.37',
      'Allowed: create, get, list, watch, delete',
      'kubectl -n gamgui label namespace gamgui pod-security.kubernetes.io/enforce=restricted',
      'TLSv1.3, certificate good for 61 days',
      '2026-12-02 08:00 UTC',
      '12:04:01',
      '6 of 10 pods, 3 of 5 CPU, 5.5 GiB of 8 GiB memory',
      'No sign-in is kept; the password is not known.',
      'cloud-platform, userinfo.email',
    ])
      expect(mask.hide(plain)).toBe(plain);
  });

  test('leaves no rest of a name that was cut', () => {
    const mask = new Mask(namesOf([['host', 'database.corp.example']]));
    expect(mask.hide('no way to database.corp.exa…')).toBe('no way to …');
  });
});
