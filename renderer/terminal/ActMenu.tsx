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
import { type Act, labelOf } from '../../preload/contract';
import { Keys } from '../ui/Button';
import { useCaps } from '../ui/keys/keymap';
import type { Do } from './useActs';

type Groups = readonly (readonly Act[])[];

/** Behind the header's dots. */
export const HEADER_MENU: Groups = [
  ['copy', 'paste', 'find', 'export', 'clear'],
  ['jobs', 'files', 'send-files', 'save-newest'],
  ['retry', 'diagnose', 'rename', 'close-window', 'end-session'],
  ['new-session', 'home'],
  ['palette', 'settings', 'shortcuts'],
  ['font-larger', 'font-smaller', 'font-usual'],
  ['quit'],
];

/** At the right mouse button. */
export const POINTER_MENU: Groups = [
  ['copy', 'paste', 'select-all'],
  ['find', 'clear'],
];

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
    <Popover className="menu-popover" aria-label="Actions" placement={placement} {...own}>
      <Menu
        className="menu"
        aria-label="Actions"
        {...(at === undefined ? {} : { onClose: at.onClose })}
      >
        {groups.map((entries, index) => (
          <Group key={entries[0]} entries={entries} act={act} first={index === 0} />
        ))}
      </Menu>
    </Popover>
  );
}

function Group(props: { entries: readonly Act[]; act: Do; first: boolean }) {
  const caps = useCaps();
  return (
    <>
      {props.first ? null : <Separator className="menu-line" />}
      <MenuSection>
        {props.entries.map((act) => (
          <MenuItem
            key={act}
            className="menu-item"
            textValue={labelOf(act)}
            onAction={() => props.act(act)}
          >
            <span className="label">{labelOf(act)}</span>
            <Keys caps={caps(act)} />
          </MenuItem>
        ))}
      </MenuSection>
    </>
  );
}
