/** Tenants in words. */
import type { KeptTenant, TenantFinding, TenantHealth } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { clock } from '../../ui/time';
import type { StateIcon, Tone, Words } from '../../ui/words';
import type { SourceKind } from './draft';

/** Where credentials come from, in short. */
export const SOURCE_NAMES: Readonly<Record<SourceKind, string>> = {
  'gam-folder': 'GAM on this computer',
  secret: 'Secret of a cluster',
  keyless: 'No key',
};

/** What each means, for whoever chooses. */
export const SOURCE_ABOUT: Readonly<Record<SourceKind, string>> = {
  'gam-folder':
    'GAM’s own files, used where they are and never copied. Sessions run on this computer.',
  secret:
    'A pod is given the Secret, read only, and keeps what GAM changes in its memory. GamGUI itself cannot read it.',
  keyless:
    'Google signs for the service account that the pod runs as (Workload Identity). There is nothing to steal or to rotate.',
};

/** Where a tenant's credentials come from, in two lines. */
export function sourceWords({ source }: KeptTenant): { first: string; second: string } {
  switch (source.kind) {
    case 'demo':
      return { first: 'Ships with GamGUI', second: 'made up, for trying things' };
    case 'gam-folder': {
      const section = source.section === null ? '' : `, section ${source.section}`;
      return { first: SOURCE_NAMES[source.kind], second: visible(source.folder + section) };
    }
    case 'secret': {
      const section = source.section === null ? '' : `, section ${source.section}`;
      return { first: SOURCE_NAMES[source.kind], second: visible(source.name + section) };
    }
    case 'keyless':
      return { first: SOURCE_NAMES[source.kind], second: visible(source.address) };
  }
}

const MARKS: Readonly<Record<TenantFinding['kind'], { icon: StateIcon; tone: Tone }>> = {
  ok: { icon: 'check', tone: 'ok' },
  note: { icon: 'info', tone: 'quiet' },
  warn: { icon: 'triangle-alert', tone: 'warn' },
  bad: { icon: 'circle-x', tone: 'bad' },
};

/** How a finding is marked. */
export function findingMark(kind: TenantFinding['kind']): { icon: StateIcon; tone: Tone } {
  return MARKS[kind];
}

/** While Google is being asked. */
export function askingWords(text: string): Words {
  return { icon: 'circle-dashed', tone: 'quiet', word: 'Asking Google', second: text };
}

/** A tenant's health in a list; null: not checked yet. */
export function healthWords(health: TenantHealth | null): Words {
  if (health === null)
    return { icon: 'circle-dashed', tone: 'quiet', word: 'Not checked', second: 'press Check' };
  const has = (kind: TenantFinding['kind']) => health.findings.some((one) => one.kind === kind);
  const second = `checked at ${clock(health.at)}`;
  if (has('bad')) return { ...MARKS.bad, word: 'Failed a check', second };
  if (has('warn')) return { ...MARKS.warn, word: 'Needs a look', second };
  if (has('ok')) return { ...MARKS.ok, word: 'Ready', second };
  return { icon: 'circle-dashed', tone: 'quiet', word: 'Not known here', second };
}
