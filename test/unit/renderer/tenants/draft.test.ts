/** The form of a tenant: what is typed, what it means, and what is not right in which field. */
import { describe, expect, it } from 'vitest';
import { KeptTenant, type NewTenant } from '../../../../preload/contract';
import {
  type Draft,
  draftOf,
  initialsOf,
  newDraft,
  parsed,
  sharing,
  withFound,
} from '../../../../renderer/home/tenants/draft';
import { healthWords } from '../../../../renderer/home/tenants/words';

const KEYLESS: NewTenant = {
  name: 'Larkfield',
  domain: 'larkfield.example',
  colour: 'teal',
  initials: 'LF',
  source: {
    kind: 'keyless',
    serviceAccount: 'gam-larkfield',
    address: 'gam-larkfield@gam-project.iam.gserviceaccount.com',
    clientId: '123456789012345678901',
    admin: 'admin@larkfield.example',
    customer: 'C01abc234',
  },
};
const SECRET = { kind: 'secret', name: 'gam-larkfield', section: 'nord' } as const;
const FOLDER = { kind: 'gam-folder', folder: '/home/lena/.gam', section: null } as const;
const kept = (given: NewTenant) => KeptTenant.parse({ id: 'larkfield', ...given });

const wrongIn = (draft: Draft) => {
  const result = parsed(draft);
  return 'wrong' in result ? Object.fromEntries(result.wrong) : {};
};

describe('the form', () => {
  it.each([SECRET, FOLDER, KEYLESS.source])(
    'gives back what it was filled with: $kind',
    (source) => {
      const given = { ...KEYLESS, source };
      expect(parsed(draftOf(kept(given)))).toEqual({ tenant: given });
    },
  );

  it('says of each field what is not right', () => {
    const empty = newDraft([]);
    expect(wrongIn(empty)).toMatchObject({
      name: 'it is empty',
      domain: 'it must be a domain like example.com',
      folder: expect.stringContaining('empty'),
    });
    const keyless = wrongIn({ ...empty, kind: 'keyless' });
    expect(Object.keys(keyless)).toEqual(
      expect.arrayContaining(['serviceAccount', 'address', 'clientId', 'admin', 'customer']),
    );
    expect(wrongIn({ ...empty, kind: 'secret', secret: 'A_B' })).toHaveProperty('secret');
  });

  it('takes over what was found, and keeps a name that was typed', () => {
    const found = { ...FOLDER, domain: 'nordlicht.example', admin: null };
    expect(withFound(newDraft([]), found)).toMatchObject({
      name: 'Nordlicht',
      domain: 'nordlicht.example',
      folder: '/home/lena/.gam',
    });
    expect(withFound({ ...newDraft([]), name: 'Mine' }, found).name).toBe('Mine');
  });

  it('begins with a colour that no tenant has, and says who has the same', () => {
    const all = [kept(KEYLESS)];
    expect(newDraft(all).colour).toBe('plum');
    expect(sharing('teal', all, null)).toEqual(['Larkfield']);
    expect(sharing('teal', all, kept(KEYLESS))).toEqual([]);
  });

  it.each([
    ['Stiftung Nordlicht', 'SN'],
    ['larkfield', 'LA'],
    ['', ''],
    ['Harbor Health Ltd', 'HH'],
  ])('makes initials of “%s”', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('health in words', () => {
  it('is the worst that was found', () => {
    const of = (...kinds: ('ok' | 'note' | 'warn' | 'bad')[]) =>
      healthWords({ at: 0, findings: kinds.map((kind) => ({ kind, text: kind })) }).word;
    expect(of('ok', 'note')).toBe('Ready');
    expect(of('ok', 'warn')).toBe('Needs a look');
    expect(of('warn', 'bad')).toBe('Failed a check');
    expect(of('note')).toBe('Not known here');
    expect(healthWords(null).word).toBe('Not checked');
  });
});
