import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foundOf } from '../../../../main/backends/kubernetes/pods/found';
import type { PodParts } from '../../../../main/backends/kubernetes/pods/manifest';
import {
  claimOf,
  isSpare,
  kindOf,
  SPARE_MS,
  spareManifest,
  spareOf,
} from '../../../../main/backends/kubernetes/pods/spare';
import { SessionId } from '../../../../preload/contract';
import { aSpec, someParts } from './a-spec';

const OWNER = 'lena@acme.example';
const PARTS = someParts(OWNER);
const RUNNING = {
  phase: 'Running',
  containerStatuses: [
    {
      name: 'session',
      image: '',
      imageID: '',
      ready: true,
      restartCount: 0,
      state: { running: {} },
    },
  ],
};

function spare() {
  const spec = aSpec();
  const kind = kindOf(spec, PARTS, '1.0');
  const pod = spareManifest(spec, PARTS, kind);
  const metadata = { ...pod.metadata, creationTimestamp: new Date(spec.createdAt) };
  return { spec, kind, pod: { ...pod, metadata, status: RUNNING } };
}

test('two sessions are of a kind whatever a claim changes', () => {
  const { mark } = kindOf(aSpec(), PARTS, '1.0');
  fc.assert(
    fc.property(
      fc.string(),
      fc.nat(),
      fc.option(fc.integer({ min: 1 })),
      (name, createdAt, lifeMs) => {
        const spec = aSpec({ id: SessionId.parse('other'), name, createdAt, lifeMs, idleMs: 5 });
        expect(kindOf(spec, PARTS, '1.0').mark).toBe(mark);
      },
    ),
  );
});

test('another version, tenant, template, size, image, time zone or owner is another kind', () => {
  const template = {
    spec: { containers: [{ name: 'session', env: [{ name: 'A', value: '1' }] }] },
  };
  const others: Partial<PodParts>[] = [
    { template },
    { cpu: '2' },
    { image: 'team/gamgui:2.0' },
    { timezone: 'Europe/Rome' },
    { owner: 'bo@acme.example' },
    { claim: 'gamgui-abcde12345' },
  ];
  const tenant = { ...aSpec().tenant, colour: 'teal' as const };
  const marks = [
    kindOf(aSpec(), PARTS, '1.0'),
    kindOf(aSpec(), PARTS, '1.1'),
    kindOf(aSpec({ tenant }), PARTS, '1.0'),
    ...others.map((other) => kindOf(aSpec(), { ...PARTS, ...other }, '1.0')),
  ].map(({ mark }) => mark);
  expect(new Set(marks).size).toBe(marks.length);
});

test('a spare is no session, can be claimed by its owner while it has time, and not on its way out', () => {
  const { spec, pod } = spare();
  expect(foundOf(pod, OWNER, '')).toBeNull();
  const now = spec.createdAt;
  expect(spareOf(pod, OWNER, now)).toEqual({ id: spec.id, madeAt: now });
  expect(spareOf(pod, 'bo@acme.example', now)).toBeNull();
  expect(spareOf(pod, OWNER, now + SPARE_MS - 30_000)).toBeNull();
  expect(spareOf({ ...pod, status: { phase: 'Pending' } }, OWNER, now)).toBeNull();
  const going = { ...pod.metadata, deletionTimestamp: new Date() };
  expect(spareOf({ ...pod, metadata: going }, OWNER, now)).toBeNull();
});

test('its agent knows that it is one, and idles away after an hour', () => {
  const [container] = spare().pod.spec?.containers ?? [];
  const config = container?.env?.find(({ name }) => name === 'GAMGUI_CONFIG')?.value ?? '';
  expect(JSON.parse(config)).toMatchObject({
    spare: true,
    limits: { idleMs: SPARE_MS, lifeMs: null },
  });
});

test('a claim presumes the mark, takes it away, and can be told from any other', () => {
  const { spec, kind } = spare();
  const [first, second] = [0, 1].map(() => claimOf(spec, kind, { id: spec.id, madeAt: 0 }));
  const label = '/metadata/labels/gamgui.dev~1spare';
  expect(first?.patch.slice(0, 2)).toEqual([
    { op: 'test', path: label, value: kind.mark },
    { op: 'remove', path: label },
  ]);
  const by = first?.patch.find(({ path }) => path.endsWith('claim'))?.value ?? '';
  const pod = { metadata: { annotations: { 'gamgui.dev/claim': by } } };
  expect(isSpare(pod)).toBe(false);
  expect(first?.isDone(pod)).toBe(true);
  expect(second?.isDone(pod)).toBe(false);
});
