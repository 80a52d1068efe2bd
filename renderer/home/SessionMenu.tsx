/** The actions of a row as a menu, at the right mouse button or the Menu key. */
import '../ui/menu.css';
import type { CSSProperties, RefObject } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import type { Session } from '../../preload/contract';
import { Keys } from '../ui/Button';
import { actionsOf, type RowActs } from './SessionRow';

export function SessionMenu(props: {
  session: Session | undefined;
  acts: RowActs;
  menu: { trigger: RefObject<HTMLSpanElement | null>; place: CSSProperties; close: () => void };
}) {
  const { session, acts, menu } = props;
  return (
    <>
      <span className="pointer" ref={menu.trigger} style={menu.place} />
      <Popover
        className="menu-popover"
        aria-label="Actions"
        placement="bottom start"
        triggerRef={menu.trigger}
        isOpen={session !== undefined}
        onOpenChange={(open) => {
          if (!open) menu.close();
        }}
      >
        <Menu className="menu" aria-label="Actions" onClose={menu.close}>
          {(session === undefined ? [] : actionsOf(session)).map(({ act, label, key }) => (
            <MenuItem
              key={act}
              className="menu-item"
              textValue={label}
              onAction={() => {
                if (session !== undefined) acts[act](session);
              }}
            >
              <span className="label">{label}</span>
              <Keys caps={key === '' ? [] : [key]} />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
