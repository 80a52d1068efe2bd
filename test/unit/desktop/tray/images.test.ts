/** The pictures of the tray are drawn once. */
import { expect, it, vi } from 'vitest';

vi.mock('electron', () => ({
  nativeTheme: {},
  nativeImage: {
    createEmpty() {
      const sides: number[] = [];
      const addRepresentation = ({ width }: { width: number }) => sides.push(width);
      return { sides, addRepresentation };
    },
  },
}));
const { badgeImage } = await import('../../../../main/desktop/tray/images');

it('a badge is drawn for screens of both kinds, and is the same in each menu', () => {
  const teal = badgeImage('teal');
  expect(teal).toMatchObject({ sides: [16, 32] });
  expect(badgeImage('plum')).not.toBe(teal);
  expect(badgeImage('teal')).toBe(teal);
});
