/** The list of tenants: ids are safe and unique, a bad entry loses no other, and the demo's own cannot be taken. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { added, changed, idFor, removed } from '../../../main/tenants/edit';
import { readTenants } from '../../../main/tenants/kept';
import { DEMO, mustRunThere, Tenants } from '../../../main/tenants/tenants';
import { NewTenant, TenantId } from '../../../preload/contract';

function given(name: string, change: object = {}): NewTenant {
  const source = { kind: 'secret', name: 'gam-larkfield', section: null };
  const seen = { domain: 'larkfield.example', colour: 'teal', initials: 'LF' };
  return NewTenant.parse({ name, ...seen, source, ...change });
}

describe('an id', () => {
  it('is the name’s letters and digits', () => {
    const free = () => false;
    expect(idFor('Stiftung Nordlicht', free)).toBe('stiftung-nordlicht');
    expect(idFor('42 Öl & Gas', free)).toBe('ol-gas');
    expect(idFor('日本', free)).toBe('tenant');
    expect(idFor('Demo', free)).toBe('demo-2');
  });

  it('is always one, and never taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 5 }), (name, many) => {
        const taken = new Set<string>();
        for (let n = 0; n <= many; n++) {
          const id = idFor(name, (one) => taken.has(one));
          expect(TenantId.parse(id)).toBe(id);
          expect(taken.has(id) || id === DEMO.id).toBe(false);
          taken.add(id);
        }
      }),
    );
  });
});

describe('the list', () => {
  it('keeps the id when the name changes, and names what is not there', () => {
    const { all, tenant } = added([], given('Larkfield'));
    const next = changed(all, tenant.id, given('Larkfield School'));
    expect(next.tenant).toMatchObject({ id: 'larkfield', name: 'Larkfield School' });
    expect(removed(next.all, tenant.id)).toEqual([]);
    expect(() => removed(all, DEMO.id)).toThrow('not a tenant that can be changed');
  });

  it('is read entry by entry', () => {
    const { tenant } = added([], given('Larkfield'));
    const taken = [
      { ...tenant, id: 'demo' },
      { ...tenant, colour: 'demo' },
    ];
    const file = { version: 1, tenants: [tenant, { ...tenant, id: 'no id' }, ...taken] };
    expect(readTenants(JSON.stringify(file))).toEqual({
      tenants: [tenant],
      damage: '3 of 4 cannot be used',
    });
    expect(readTenants('{').damage).not.toBeNull();
  });

  it('has the demo last, and says which there are', () => {
    const { all } = added([], given('Larkfield'));
    const tenants = new Tenants(() => all);
    expect(tenants.list().map(({ id }) => id)).toEqual(['larkfield', 'demo']);
    expect(() => tenants.get('nord')).toThrow('There is no tenant “nord”.');
  });
});

describe('what a person says of a tenant', () => {
  it('is refused where it could be taken for another, or cannot be', () => {
    const wrong = (change: object) => () => given('Larkfield', change);
    expect(wrong({ colour: 'demo' })).toThrow();
    expect(wrong({ source: { kind: 'demo' } })).toThrow();
    expect(wrong({ initials: 'LFX' })).toThrow('one or two letters or digits');
    expect(wrong({ domain: 'larkfield' })).toThrow('a domain like example.com');
    expect(wrong({ name: 'Lark\u202efield' })).toThrow('cannot be seen');
    const source = { kind: 'gam-folder', folder: 'gam', section: 'DEFAULT' };
    expect(wrong({ source })).toThrow('a whole path');
    expect(wrong({ source })).toThrow('naming no section');
  });

  it('says where its sessions can run', () => {
    const { tenant } = added([], given('Larkfield'));
    expect(() => mustRunThere(tenant, 'kubernetes')).not.toThrow();
    expect(() => mustRunThere(tenant, 'local')).toThrow('in a Secret of the cluster');
    expect(() => mustRunThere(DEMO, 'docker')).not.toThrow();
  });
});
