/** The settings, on one page; each holds as soon as it is made. */
import '../ui/segments.css';
import '../ui/session/ask.css';
import './settings.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { flushSync } from 'react-dom';
import type { AppError, EffectiveSetting, SettingKey, Settings } from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { FontRows, TerminalRows, ThemeRow } from './settings/Appearance';
import { ClusterPicker } from './settings/ClusterPicker';
import { DesktopRows } from './settings/Desktop';
import { EffectiveRow } from './settings/EffectiveRow';
import { Exchange } from './settings/Exchange';
import { Find } from './settings/Find';
import { ALL, isFiltered, SettingFilter } from './settings/filter';
import { LimitRows } from './settings/Limits';
import { NotifyRows } from './settings/Notify';
import { PasteRows } from './settings/Paste';
import { PlacesRows } from './settings/PlacesOrder';
import { ShortcutRows } from './settings/Shortcuts';
import { SizeRows } from './settings/Sizes';
import { SpareRow } from './settings/Spares';
import { UpdateRow } from './settings/Updates';
import { type ClusterChange, useEffective } from './settings/useEffective';
import type { Where } from './where';

const SECTIONS = [
  ['appearance', 'Appearance'],
  ['terminal', 'Terminal'],
  ['paste', 'Copy and paste'],
  ['desktop', 'Desktop'],
  ['places', 'Places'],
  ['cluster', 'Cluster'],
  ['pods', 'Pods'],
  ['sizes', 'New sessions'],
  ['notifications', 'Notifications'],
  ['shortcuts', 'Shortcuts'],
  ['network', 'Network'],
  ['exchange', 'Export and import'],
] as const;

/** A section of the page. */
export type SectionName = (typeof SECTIONS)[number][0];

const NEXT = 'Used by the next new session';

/** When a change holds. */
const WHEN: Readonly<Record<SectionName, string>> = {
  appearance: 'Holds at once',
  terminal: 'Holds at once',
  paste: 'Holds at once',
  desktop: 'Holds at once',
  places: NEXT,
  cluster: NEXT,
  pods: NEXT,
  sizes: NEXT,
  notifications: 'Holds at once',
  shortcuts: 'Holds at once',
  network: 'Holds at once',
  exchange: '',
};

const CLUSTER_KEYS: readonly SettingKey[] = [
  'clusterName',
  'location',
  'project',
  'context',
  'kubeconfig',
  'oauthClientId',
  'oauthClientSecret',
];
const NETWORK_KEYS: readonly SettingKey[] = ['proxy', 'noProxy', 'caFile'];
const POD_KEYS: readonly SettingKey[] = [
  'namespace',
  'serviceAccount',
  'podTemplate',
  'image',
  'volumeSize',
  'serviceName',
  'ingressHost',
  'ingressPath',
];

interface PageProps {
  readonly settings: Settings;
  readonly onFail: (error: AppError) => void;
  readonly attention: ReactNode;
  /** Where to begin. */
  readonly at: Pick<Where, 'section' | 'setting'>;
}

/** The page, as soon as it is known where each setting comes from: it does not move under the eye. */
export function SettingsPage(props: PageProps) {
  const list = useEffective(props.settings, props.onFail);
  return list === null ? null : <Page {...props} list={list} />;
}

/** Brings a section to the top and puts the focus there, so that Tab goes on in it. */
function goTo(page: HTMLElement | null, section: SectionName): void {
  const heading = page?.querySelector<HTMLElement>(`#settings-${section}`);
  const view = page?.closest('.scroll');
  if (!heading || !view) return;
  // Not scrollIntoView: that moves the title bar too, out of the window.
  view.scrollTop += heading.getBoundingClientRect().top - view.getBoundingClientRect().top - ABOVE;
  heading.focus({ preventScroll: true });
}

/** Brings a setting into sight and puts the focus on what changes it. */
function goToSetting(page: HTMLElement | null, label: string): void {
  const rows = page?.querySelectorAll<HTMLElement>('[data-setting]') ?? [];
  const row = [...rows].find((one) => one.dataset['setting'] === label);
  const view = page?.closest('.scroll');
  if (row === undefined || !view) return;
  view.scrollTop += row.getBoundingClientRect().top - view.getBoundingClientRect().top - ABOVE * 4;
  row.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
}

/** Room above a section, in CSS pixels. */
const ABOVE = 16;

function Page(props: PageProps & { list: readonly EffectiveSetting[] }) {
  const { settings, onFail, attention, at, list } = props;
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (at.section !== null) goTo(page.current, at.section);
    if (at.setting !== null) goToSetting(page.current, at.setting);
  }, [at]);
  const change = async (part: Partial<Settings>) => {
    const answer = await bridge.call('settings.set', part);
    if (!answer.ok) onFail(answer.error);
  };
  const changeCluster: ClusterChange = async (part) => {
    await change({ cluster: { ...settings.cluster, ...part } });
    await bridge.call('places.list');
  };
  const rows = { list, change: changeCluster };
  const [filter, setFilter] = useState(ALL);
  const go = (section: SectionName) => {
    // What is left out cannot be gone to.
    flushSync(() => setFilter(ALL));
    goTo(page.current, section);
  };
  return (
    <div className="settings-page" ref={page}>
      <nav className="sections" aria-label="Sections">
        {SECTIONS.map(([section, label]) => (
          <Pressable key={section} className="section-entry" onPress={() => go(section)}>
            {label}
          </Pressable>
        ))}
      </nav>
      <div className="settings-list">
        <Find filter={filter} change={setFilter} />
        {attention}
        <SettingFilter value={filter}>
          <Section of="appearance">
            <ThemeRow settings={settings} change={change} />
          </Section>
          <Section of="terminal">
            <FontRows settings={settings} change={change} />
            <TerminalRows settings={settings} change={change} />
          </Section>
          <Section of="paste">
            <PasteRows settings={settings} change={change} />
          </Section>
          <Section of="desktop">
            <DesktopRows settings={settings} change={change} />
            <UpdateRow settings={settings} change={change} />
          </Section>
          <Section of="places">
            <PlacesRows settings={settings} change={change} />
          </Section>
          <Section of="cluster">
            {isFiltered(filter) ? null : (
              <ClusterPicker settings={settings} list={list} onFail={onFail} />
            )}
            <Rows keys={CLUSTER_KEYS} {...rows} />
          </Section>
          <Section of="pods">
            <Rows keys={POD_KEYS} {...rows} />
          </Section>
          <Section of="sizes">
            <SizeRows sizes={settings.cluster.sizes} change={changeCluster} />
            <SpareRow settings={settings} change={change} />
            <LimitRows settings={settings} change={change} />
          </Section>
          <Section of="notifications">
            <NotifyRows settings={settings} change={change} />
          </Section>
          <Section of="shortcuts">
            <ShortcutRows changed={settings.shortcuts} change={change} />
          </Section>
          <Section of="network">
            <Rows keys={NETWORK_KEYS} {...rows} />
          </Section>
          {isFiltered(filter) ? null : (
            <Section of="exchange">
              <Exchange list={list} onFail={onFail} />
            </Section>
          )}
        </SettingFilter>
        <p className="nothing-found text-2">
          {filter.words.trim() === ''
            ? 'No setting is changed: all are as they come.'
            : 'No setting is like that. Escape in the field shows all again.'}
        </p>
      </div>
    </div>
  );
}

function Section(props: { of: SectionName; children: ReactNode }) {
  const label = SECTIONS.find(([section]) => section === props.of)?.[1];
  const id = `settings-${props.of}`;
  return (
    <section aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id} tabIndex={-1}>
          {label}
        </h2>
        {WHEN[props.of] === '' ? null : (
          <>
            <span className="small text-3">{WHEN[props.of]}</span>
            <span className="small text-3">Where it comes from</span>
          </>
        )}
      </div>
      {props.children}
    </section>
  );
}

function Rows(props: {
  keys: readonly SettingKey[];
  list: readonly EffectiveSetting[];
  change: ClusterChange;
}) {
  const { keys, list, change } = props;
  return keys.map((key) => {
    const setting = list.find((one) => one.key === key);
    return setting === undefined ? null : (
      <EffectiveRow key={key} setting={setting} change={change} />
    );
  });
}
