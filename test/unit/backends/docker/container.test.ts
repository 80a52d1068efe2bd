import { describe, expect, it } from 'vitest';
import { containerOf, needsNetwork } from '../../../../main/backends/docker/container';
import { KeptTenant } from '../../../../preload/contract';
import { aSpec } from '../kubernetes/a-spec';

const PARTS = {
  image: 'team/gamgui:1.0',
  owner: 'ana',
  cpu: '500m',
  memory: '512Mi',
  cpus: 8,
  timezone: 'Europe/Berlin',
};
const REAL = KeptTenant.parse({
  id: 'larkfield',
  name: 'Larkfield',
  domain: 'larkfield.example',
  colour: 'teal',
  initials: 'LF',
  source: { kind: 'gam-folder', folder: '/home/lena/.gam', section: null },
});

describe('a session’s container', () => {
  it('may do nothing, and has its limits', () =>
    expect(containerOf(aSpec(), PARTS)).toMatchObject({
      User: '10001:10001',
      HostConfig: {
        Init: false,
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        NetworkMode: 'none',
        Memory: 512 * 2 ** 20,
        MemorySwap: 512 * 2 ** 20,
        NanoCpus: 5e8,
        PidsLimit: 1024,
        RestartPolicy: { Name: 'on-failure' },
        Mounts: [{ Type: 'volume', Source: 'gamgui-abcde12345', Target: '/session' }],
      },
    }));

  it('asks for no more processors than there are', () => {
    const { HostConfig } = containerOf(aSpec(), { ...PARTS, cpu: '4', cpus: 2 });
    expect(HostConfig?.NanoCpus).toBe(2e9);
  });

  it('has a network of its own only where it goes out', () => {
    const spec = aSpec({ tenant: REAL });
    expect([needsNetwork(aSpec()), needsNetwork(spec)]).toEqual([false, true]);
    expect(containerOf(spec, PARTS).HostConfig?.NetworkMode).toBe('gamgui');
  });

  it('tells its agent what it needs, and no end that Docker would keep', () => {
    const [variable = ''] = containerOf(aSpec(), PARTS).Env ?? [];
    const config = JSON.parse(variable.replace(/^GAMGUI_CONFIG=/, ''));
    expect(config).toMatchObject({
      session: 'abcde12345',
      tenant: { kind: 'demo' },
      limits: { lifeMs: 3_600_000, deadline: null, diskBytes: 0 },
      timezone: 'Europe/Berlin',
    });
  });
});
