/** The theme of a page, and its tokens as plain values for what is not drawn by CSS. */
import { useEffect } from 'react';
import type { Settings } from '../../preload/contract';

/** Sets the theme of this page. With `system` the tokens follow the desktop by themselves. */
export function useTheme(theme: Settings['theme'] | undefined): void {
  useEffect(() => markTheme(theme), [theme]);
}

/** The same, now. */
export function markTheme(theme: Settings['theme'] | undefined): void {
  const root = document.documentElement;
  if (theme === undefined || theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
}

/** Calls `listener` when the desktop changes between dark and light; returns the function that stops it. */
export function onSystemTheme(listener: () => void): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** Lets `use` read colours of tokens.css by their names, as they are now, as `#rrggbb`. */
export function withColours<T>(use: (colour: (token: string) => string) => T): T {
  // A custom property keeps the words `light-dark(…)`; only a real property of an element is computed.
  const probe = document.createElement('i');
  document.body.append(probe);
  try {
    return use((token) => {
      probe.style.color = `var(--${token})`;
      return toHex(getComputedStyle(probe).color);
    });
  } finally {
    probe.remove();
  }
}

/** `rgb(1, 2, 3)` as `#010203`. */
export function toHex(rgb: string): string {
  const parts = rgb.match(/\d+/g)?.slice(0, 3) ?? ['0', '0', '0'];
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}
