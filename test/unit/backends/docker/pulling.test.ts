import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PullProgress } from '../../../../main/backends/docker/pulling';

const MB = 1_000_000;
const line = (id: string, status: string, current?: number, total?: number) => ({
  id,
  status,
  progressDetail: { current, total },
});

describe('a pull', () => {
  it('is told in megabytes over all layers', () => {
    const pull = new PullProgress();
    expect(pull.text).toBe('image');
    pull.take({ status: 'Pulling from team/gamgui', progressDetail: {} });
    pull.take(line('a', 'Downloading', 20 * MB, 60 * MB));
    pull.take(line('b', 'Downloading', 9 * MB, 26 * MB));
    expect(pull.text).toBe('image, 29 of 86 MB');
    pull.take(line('a', 'Download complete'));
    expect(pull.text).toBe('image, 69 of 86 MB');
    // One is unpacked while another comes.
    pull.take(line('a', 'Extracting', 1 * MB, 60 * MB));
    expect(pull.text).toBe('image, 69 of 86 MB');
    pull.take(line('b', 'Download complete'));
    pull.take(line('b', 'Extracting', 1 * MB, 26 * MB));
    expect(pull.text).toBe('image, unpacking');
  });

  it('never tells of more than there is', () => {
    const id = fc.constantFrom('a', 'b');
    const status = fc.constantFrom('Waiting', 'Downloading', 'Download complete', 'Pull complete');
    const layer = fc
      .nat({ max: 90 })
      .chain((total) =>
        fc.record({ id, status, total: fc.constant(total), current: fc.nat({ max: total }) }),
      );
    fc.assert(
      fc.property(fc.array(layer), (lines) => {
        const pull = new PullProgress();
        for (const one of lines)
          pull.take(line(one.id, one.status, one.current * MB, one.total * MB));
        const [, current = '0', total = '0'] = /(\d+) of (\d+) MB/.exec(pull.text) ?? [];
        expect(Number(current)).toBeLessThanOrEqual(Number(total));
      }),
    );
  });
});
