/** The fonts of this computer whose letters are all of one width. */
import { useCallback, useState } from 'react';

/** https://wicg.github.io/local-font-access/; TypeScript's own types do not have it yet. */
interface LocalFonts {
  queryLocalFonts(): Promise<readonly { readonly family: string }[]>;
}

function canList(window: object): window is LocalFonts {
  return 'queryLocalFonts' in window;
}

/** Whether a family's narrowest and widest letters are of one width. */
function isFixed(family: string, canvas: CanvasRenderingContext2D): boolean {
  canvas.font = `20px "${family.replace(/["\\]/g, '')}"`;
  return canvas.measureText('i').width === canvas.measureText('W').width;
}

async function fixedFamilies(): Promise<readonly string[]> {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null || !canList(window)) return [];
  const all = await window.queryLocalFonts();
  return [...new Set(all.map(({ family }) => family))].filter((one) => isFixed(one, canvas));
}

/** The families, none before they were looked for; and what looks, as a person comes to the field. */
export function useFonts(): [readonly string[], () => void] {
  const [fonts, setFonts] = useState<readonly string[]>([]);
  const look = useCallback(() => {
    // Without them any name can still be typed.
    fixedFamilies().then(setFonts, () => undefined);
  }, []);
  return [fonts, look];
}
