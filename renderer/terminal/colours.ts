/** xterm's colours, from the tokens. */
import type { ISearchDecorationOptions } from '@xterm/addon-search';
import type { ITheme } from '@xterm/xterm';
import type { TenantColour } from '../../preload/contract';
import { withColours } from '../ui/theme';

/** The theme as it is now; the cursor is in the tenant's ink, if there is one. */
export function terminalTheme(tenant: TenantColour | null): ITheme {
  return withColours((colour) => ({
    background: colour('term'),
    foreground: colour('term-text'),
    cursor: colour(tenant === null ? 'term-text' : `ink-${tenant}`),
    cursorAccent: colour('term'),
    selectionBackground: colour('term-select'),
    scrollbarSliderBackground: colour('line-2'),
    scrollbarSliderHoverBackground: colour('control'),
    scrollbarSliderActiveBackground: colour('control'),
    overviewRulerBorder: colour('line'),
    ...ansi(colour),
  }));
}

function ansi(colour: (token: string) => string): ITheme {
  const [black, red, green, yellow] = [
    colour('ansi-black'),
    colour('ansi-red'),
    colour('ansi-green'),
    colour('ansi-yellow'),
  ];
  const [blue, magenta, cyan, white] = [
    colour('ansi-blue'),
    colour('ansi-magenta'),
    colour('ansi-cyan'),
    colour('ansi-white'),
  ];
  const bright = {
    brightBlack: colour('text-3'),
    brightRed: red,
    brightGreen: green,
    brightYellow: yellow,
    brightBlue: blue,
    brightMagenta: magenta,
    brightCyan: cyan,
    brightWhite: colour('text'),
  };
  return { black, red, green, yellow, blue, magenta, cyan, white, ...bright };
}

/** How matches of a search are marked. */
export function searchMarks(): ISearchDecorationOptions {
  return withColours((colour) => ({
    matchBackground: colour('warn-soft'),
    matchBorder: colour('warn'),
    matchOverviewRuler: colour('warn'),
    activeMatchBackground: colour('warn-soft'),
    activeMatchBorder: colour('accent'),
    activeMatchColorOverviewRuler: colour('accent'),
  }));
}
