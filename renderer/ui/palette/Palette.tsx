/** The command palette: what is typed finds sessions, acts and settings; Enter does the first, Escape closes. */
import '../menu.css';
import '../sheet.css';
import './palette.css';
import { Search } from 'lucide-react';
import { useMemo } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  TextField,
} from 'react-aria-components';
import type { Act } from '../../../preload/shortcuts';
import { Keys } from '../Button';
import { bridge, useAnswer, useSessions } from '../bridge';
import { Icon } from '../Icon';
import { useCaps } from '../keys/keymap';
import { SETTING_NAMES } from '../setting-names';
import {
  actEntries,
  type Entry,
  hasWords,
  sessionEntries,
  settingEntries,
  type Target,
} from './entries';

interface PaletteProps {
  readonly window: 'home' | 'terminal';
  /** Does an act of the window. */
  readonly act: (act: Act) => void;
  /** Shows a setting of Home's page. */
  readonly setting: (label: string) => void;
  readonly onClose: () => void;
}

const askEffective = () => bridge.call('settings.effective');

export function Palette(props: PaletteProps) {
  const { window, act, setting, onClose } = props;
  const sessions = useSessions().value ?? [];
  const effective = useAnswer(askEffective);
  const settings = useMemo(() => {
    const given = effective?.ok ? effective.value.map(({ label }) => label) : [];
    return settingEntries([...Object.values(SETTING_NAMES), ...given]);
  }, [effective]);
  const run = (target: Target) => {
    onClose();
    // The palette gives the focus back to where it was first; what opens then takes it from there.
    requestAnimationFrame(() => requestAnimationFrame(() => goTo(target)));
  };
  const goTo = (target: Target) => {
    if (target.kind === 'act') act(target.act);
    else if (target.kind === 'setting') setting(target.label);
    else void bridge.call('sessions.open', { id: target.id });
  };
  return (
    <ModalOverlay
      className="sheet-overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="sheet palette">
        <Dialog className="sheet-dialog" aria-label="Command palette">
          <Autocomplete filter={hasWords}>
            <TextField className="palette-field" aria-label="Search or run a command" autoFocus>
              <Icon of={Search} />
              <Input
                role="combobox"
                aria-expanded
                placeholder="Search or run a command"
                spellCheck="false"
                maxLength={200}
              />
            </TextField>
            <ListBox
              className="menu palette-list"
              aria-label="Found"
              renderEmptyState={() => <p className="palette-none text-2">Nothing is like that.</p>}
            >
              <Group label="Sessions" entries={sessionEntries(sessions)} run={run} />
              <Group label="Actions" entries={actEntries(window)} run={run} />
              <Group label="Settings" entries={settings} run={run} />
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Group(props: { label: string; entries: readonly Entry[]; run: (target: Target) => void }) {
  const { label, entries, run } = props;
  const caps = useCaps();
  if (entries.length === 0) return null;
  return (
    <ListBoxSection>
      <Header className="palette-group">{label}</Header>
      {entries.map(({ id, label: name, detail, act, target }) => (
        <ListBoxItem
          key={id}
          id={id}
          className="menu-item"
          textValue={`${name} ${detail}`}
          onAction={() => run(target)}
        >
          <span className="cut">
            {name}
            {detail === '' ? null : <span className="text-3">{`  ${detail}`}</span>}
          </span>
          <Keys caps={act === null ? [] : caps(act)} />
        </ListBoxItem>
      ))}
    </ListBoxSection>
  );
}
