/** A window's icon has the colours of the app's tokens, and letters can do nothing but be drawn. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FILLS } from '../../../main/desktop/tenant-colours';

vi.mock('electron', () => ({ nativeImage: {} }));
const { drawing } = await import('../../../main/desktop/tenant-icon');

describe('a tenant’s icon', () => {
  it('has the fills of tokens.css', () => {
    const file = join(import.meta.dirname, '../../../renderer/ui/tokens.css');
    const tokens = readFileSync(file, 'utf8');
    for (const [colour, [fill]] of Object.entries(FILLS))
      if (colour !== 'demo') expect(tokens).toContain(`--tenant-${colour}: ${fill};`);
    const hatch = FILLS.demo.map(
      (value, index) =>
        tokens.includes(`--hatch-${index === 0 ? 'a' : 'b'}: light-dark(`) &&
        tokens.includes(`, ${value})`),
    );
    expect(hatch).toEqual([true, true]);
  });

  it('is drawn by a program that letters cannot change', () => {
    const code = drawing({ colour: 'teal', initials: '"}); evil(' });
    expect(code).toContain(JSON.stringify('"}); evil('.slice(0, 8)));
    expect(() => new Function(code)).not.toThrow();
  });
});
