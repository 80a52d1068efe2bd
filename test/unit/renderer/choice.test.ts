/** A new session opens filled as last time, as far as that can still be used. */
import { describe, expect, it } from 'vitest';
import { CLUSTER_DEFAULTS, KeptTenant, type Place, TenantId } from '../../../preload/contract';
import {
  firstChoice,
  fits,
  lifeOf,
  lifeWords,
  sizeName,
  sizeWords,
  withTenant,
} from '../../../renderer/ui/session/choice';

const H = 3_600_000;
const SIZES = CLUSTER_DEFAULTS.sizes;
const tenants = ['demo', 'larkfield'].map((id) =>
  KeptTenant.parse({ id, name: id, domain: `${id}.example`, colour: 'teal', initials: 'X' }),
);
const place = (backend: Place['backend'], kind: 'ready' | 'unset'): Place => ({
  backend,
  title: backend,
  about: '',
  status: { kind, text: '' },
});
const places = [place('kubernetes', 'unset'), place('docker', 'ready'), place('local', 'ready')];
const last = {
  tenant: TenantId.parse('larkfield'),
  backend: 'local' as const,
  size: 'large' as const,
};

const order = ['kubernetes', 'docker', 'local'] as const;
const settings = {
  places: [...order],
  otherPlace: 'ask' as const,
  lastSession: null,
  lifeMs: 8 * H,
};
const again = { ...settings, lastSession: last, lifeMs: null };

describe('firstChoice', () => {
  it('is last time’s', () =>
    expect(firstChoice(tenants, places, again)).toEqual({ ...last, lifeMs: null }));

  it('is the first tenant, the first place that is set up, and the usual life', () =>
    expect(firstChoice(tenants, places, settings)).toEqual({
      tenant: 'demo',
      backend: 'docker',
      size: 'standard',
      lifeMs: 8 * H,
    }));

  it('leaves a place that is not set up', () => {
    const lastSession = { ...last, backend: 'kubernetes' as const };
    expect(firstChoice(tenants, places, { ...settings, lastSession })?.backend).toBe('docker');
  });

  it('leaves a tenant that is gone', () =>
    expect(firstChoice(tenants.slice(0, 1), places, again)?.tenant).toBe('demo'));

  it('does as was asked, before last time', () =>
    expect(firstChoice(tenants, places, again, { backend: 'docker' })?.backend).toBe('docker'));

  it('is no place where the tenant’s credentials cannot be had', () => {
    const source = { kind: 'gam-folder', folder: '/home/lena/.gam', section: null };
    const own = KeptTenant.parse({ ...tenants[1], source });
    const all = [place('kubernetes', 'ready'), place('local', 'ready')];
    const lastSession = { ...last, backend: 'kubernetes' as const };
    expect(firstChoice([own], all, { ...settings, lastSession })?.backend).toBe('local');
    const choice = { ...lastSession, lifeMs: null };
    expect(withTenant(choice, own, all)).toEqual({ ...choice, backend: 'local' });
    expect(all.map((one) => fits(one, own))).toEqual([false, true]);
  });

  it('is nothing where there is nothing', () =>
    expect(firstChoice([], places, settings)).toBeNull());
});

describe('life', () => {
  it('is a tenth of an hour to thirty days', () => {
    expect(lifeOf(0)).toBe(0.1 * H);
    expect(lifeOf(9999)).toBe(720 * H);
  });

  it('is said as a time of day', () => {
    const now = new Date(2026, 10, 24, 10).getTime();
    expect(lifeWords(8 * H, H, now)).toMatch(/^Ends at 18:00, or after 1 h without/);
    expect(lifeWords(null, H / 4, now)).toMatch(/^Ends when you end it, or after 15 min/);
    expect(lifeWords(20 * H, null, now)).toMatch(/^Ends tomorrow at 06:00, /);
    expect(lifeWords(48 * H, null, now)).toMatch(/^Ends on \d+ \w+ at 10:00, /);
    expect(lifeWords(8 * H, null, now)).toBe('Ends at 18:00, however long it idles.');
  });
});

describe('sizes', () => {
  it('names memory only where it is kept to', () => {
    expect(sizeName('large', 'docker', SIZES)).toBe('Large, 2 GiB');
    expect(sizeName('large', 'local', SIZES)).toBe('Large');
  });

  it('are said as the settings have them', () => {
    const sizes = { ...SIZES, standard: { cpu: '250m', memory: '1.5Gi' } };
    expect(sizeName('standard', 'kubernetes', sizes)).toBe('Standard, 1.5 GiB');
    expect(sizeWords('standard', 'kubernetes', sizes)).toMatch(/^0.25 CPUs and 1.5 GiB: /);
    expect(sizeWords('standard', 'kubernetes', SIZES)).toMatch(/^Half a CPU and 512 MiB: /);
  });
});
