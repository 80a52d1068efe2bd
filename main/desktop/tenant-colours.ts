/** The colours of tenants where main draws them: icons of windows, and badges in the tray's menu. */
import type { TenantColour } from '../../preload/contract';

/** The same values as renderer/ui/tokens.css has for `--tenant-…`; the demo's two are its hatch in the dark theme. */
export const FILLS: Readonly<Record<TenantColour, readonly [string, string?]>> = {
  teal: ['#0b7a75'],
  plum: ['#8440c0'],
  magenta: ['#b8267f'],
  rust: ['#a8461c'],
  olive: ['#5c6b12'],
  bronze: ['#80580f'],
  steel: ['#4c6076'],
  demo: ['#353b44', '#636b78'],
};
