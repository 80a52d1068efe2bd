import { describe, expect, it } from 'vitest';
import { paneAfter } from '../../../renderer/ui/keys/panes';
import {
  actEntries,
  hasWords,
  sessionEntries,
  settingEntries,
} from '../../../renderer/ui/palette/entries';
import { aSession } from '../support/a-session';

describe('the command palette', () => {
  it('finds the acts of its window, and neither itself nor the keys of sessions', () => {
    const labels = (window: 'home' | 'terminal') => actEntries(window).map(({ label }) => label);
    expect(labels('terminal')).toContain('Search the output');
    expect(labels('home')).not.toContain('Search the output');
    expect(labels('home')).toContain('New session…');
    for (const label of [...labels('home'), ...labels('terminal')])
      expect(label).not.toMatch(/^Command palette$|^Session \d$|pane$|in Home$/);
  });

  it('shows names as they are, however they were meant', () => {
    const [entry] = sessionEntries([aSession('k7m2q', { name: 'a\u202eb' })]);
    expect(entry?.label).not.toContain('\u202e');
    expect(entry?.act).toBe('session-1');
  });

  it('leaves out sessions that are over', () =>
    expect(
      sessionEntries([aSession('k7m2q', { state: { kind: 'failed', reason: 'no reason' } })]),
    ).toEqual([]));

  it('finds settings by their words, in any order', () => {
    expect(settingEntries(['Font size']).map(({ label }) => label)).toEqual(['Font size']);
    expect(hasWords('Font size', 'size font')).toBe(true);
    expect(hasWords('Font size', 'font colour')).toBe(false);
    expect(hasWords('Font size', '')).toBe(true);
  });
});

describe('panes', () => {
  it('go round, and begin at an end where the focus is in none', () => {
    expect(paneAfter(2, 1, 3)).toBe(0);
    expect(paneAfter(0, -1, 3)).toBe(2);
    expect(paneAfter(-1, 1, 3)).toBe(0);
    expect(paneAfter(-1, -1, 3)).toBe(2);
  });
});
