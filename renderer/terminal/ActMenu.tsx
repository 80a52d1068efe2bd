/** Menus of acts with their shortcuts. */
import '../ui/menu.css';
import type { RefObject } from 'react';
import {
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components';
import { Keys } from '../ui/Button';
import { PLATFORM } from '../ui/platform';
import { type Act, keyCaps } from '../ui/shortcuts';
import type { Do, TerminalAct } from './useActs';

interface Entry {
  readonly act: TerminalAct;
  readonly label: string;
}

type Groups = readonly (readonly Entry[])[];

const COPY: Entry = { act: 'copy', label: 'Copy' };
const PASTE: Entry = { act: 'paste', label: 'Paste' };
const FIND: Entry = { act: 'find', label: 'Find…' };
const CLEAR: Entry = { act: 'clear', label: 'Clear the scrollback' };

/** Behind the header's dots. */
export const HEADER_MENU: Groups = [
  [COPY, PASTE, FIND, { act: 'export', label: 'Export the output…' }, CLEAR],
  [
    { act: 'jobs', label: 'Jobs' },
    { act: 'files', label: 'Files' },
    { act: 'send-files', label: 'Send files…' },
    { act: 'save-newest', label: 'Save the newest file' },
  ],
  [
    { act: 'font-larger', label: 'Larger' },
    { act: 'font-smaller', label: 'Smaller' },
    { act: 'font-usual', label: 'Usual size' },
  ],
  [
    { act: 'rename', label: 'Rename…' },
    { act: 'new-session', label: 'New session…' },
    { act: 'home', label: 'Home' },
  ],
  [
    { act: 'close-window', label: 'Close the window, the session goes on' },
    { act: 'end-session', label: 'End the session…' },
  ],
];

/** At the right mouse button. */
export const POINTER_MENU: Groups = [
  [COPY, PASTE, { act: 'select-all', label: 'Select all' }],
  [FIND, CLEAR],
];

const WITHOUT_KEYS: readonly TerminalAct[] = ['rename', 'select-all', 'export'];

function capsOf(act: TerminalAct): readonly string[] {
  return WITHOUT_KEYS.includes(act) ? [] : keyCaps(act as Act, PLATFORM);
}

interface MenuProps {
  readonly groups: Groups;
  readonly act: Do;
  readonly placement: NonNullable<PopoverProps['placement']>;
  /** Where it stands and whether it is open, if no button opens it. */
  readonly at?: { trigger: RefObject<HTMLElement | null>; open: boolean; onClose: () => void };
}

export function ActMenu(props: MenuProps) {
  const { groups, act, placement, at } = props;
  const own =
    at === undefined
      ? {}
      : {
          triggerRef: at.trigger,
          isOpen: at.open,
          onOpenChange: (open: boolean) => {
            if (!open) at.onClose();
          },
        };
  return (
    <Popover className="menu-popover" placement={placement} {...own}>
      <Menu
        className="menu"
        aria-label="Actions"
        {...(at === undefined ? {} : { onClose: at.onClose })}
      >
        {groups.map((entries, index) => (
          <Group key={entries[0]?.act} entries={entries} act={act} first={index === 0} />
        ))}
      </Menu>
    </Popover>
  );
}

function Group(props: { entries: readonly Entry[]; act: Do; first: boolean }) {
  return (
    <>
      {props.first ? null : <Separator className="menu-line" />}
      <MenuSection>
        {props.entries.map(({ act, label }) => (
          <MenuItem
            key={act}
            className="menu-item"
            textValue={label}
            onAction={() => props.act(act)}
          >
            <span className="label">{label}</span>
            <Keys caps={capsOf(act)} />
          </MenuItem>
        ))}
      </MenuSection>
    </>
  );
}
