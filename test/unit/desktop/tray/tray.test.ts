/** What is drawn of the tray's model: only what has changed, and no menu under whoever looks at it. */
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type DrawingParts, DrawnTray } from '../../../../main/desktop/tray/tray';
import type { TrayAct, TrayEntry, TrayModel } from '../../../../main/desktop/tray/tray-state';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const entry = (label: string): TrayEntry => ({ kind: 'act', label, act: { do: 'home' } });

function model(label: string, icon: TrayModel['icon'] = 'idle'): TrayModel {
  return { icon, tip: 'GamGUI', entries: [entry(label)] };
}

/** A desktop that keeps what it is given. */
function desktop(change: Partial<DrawingParts> = {}) {
  const said: string[] = [];
  const acted: TrayAct[] = [];
  const menus: (EventEmitter & { template: MenuItemConstructorOptions[] })[] = [];
  const drawn = new DrawnTray({
    makeTray: (image) => {
      said.push(`made ${String(image)}`);
      return {
        setImage: (to: unknown) => said.push(`icon ${String(to)}`),
        setToolTip: () => said.push('tip'),
        setContextMenu: () => said.push(`menu ${menus.at(-1)?.template[0]?.label}`),
        destroy: () => said.push('gone'),
      } as never;
    },
    makeMenu: (template) => {
      const menu = Object.assign(new EventEmitter(), { template, items: [] });
      menus.push(menu);
      return menu as never;
    },
    image: (icon) => icon as never,
    badge: (colour) => colour as never,
    act: (act) => acted.push(act),
    report: (words) => said.push(words),
    ...change,
  });
  return { drawn, said, acted, menus };
}

it('draws what has changed, and nothing twice', () => {
  const { drawn, said } = desktop();
  drawn.show(model('one'));
  drawn.show(model('one'));
  drawn.show(model('one', 'working'));
  drawn.show(model('two', 'working'));
  expect(said).toEqual(['made idle', 'tip', 'menu one', 'icon working', 'menu two']);
});

it('holds a menu that is looked at, and what was chosen in it, but not the icon', () => {
  const { drawn, said, menus } = desktop();
  drawn.show(model('one'));
  menus[0]?.emit('menu-will-show');
  drawn.show(model('two', 'attention'));
  drawn.show(model('three', 'attention'));
  expect(said.slice(3)).toEqual(['icon attention']);
  menus[0]?.emit('menu-will-close');
  expect(said.slice(3)).toEqual(['icon attention']);
  vi.advanceTimersByTime(500);
  expect(said.slice(4)).toEqual(['menu three']);
});

it('holds none for ever where a desktop does not say that it was closed', () => {
  const { drawn, said, menus } = desktop();
  drawn.show(model('one'));
  menus[0]?.emit('menu-will-show');
  drawn.show(model('two'));
  vi.advanceTimersByTime(5_000);
  expect(said.at(-1)).toBe('menu two');
});

it('does what an entry says, and underlines no letter of a name', () => {
  const { drawn, acted, menus } = desktop();
  drawn.show(model('A & B'));
  const [item] = menus[0]?.template ?? [];
  expect(item?.label).toBe('A && B');
  item?.click?.(undefined as never, undefined, undefined as never);
  expect(acted).toEqual([{ do: 'home' }]);
});

it('fails nowhere where there can be no tray', () => {
  const makeTray = () => {
    throw new Error('no tray');
  };
  const { drawn, said } = desktop({ makeTray });
  drawn.show(model('one'));
  drawn.recolour();
  drawn.again();
  const words = 'the tray could not be drawn: Error: no tray';
  expect(said).toEqual([words, words]);
});

it('is put into a tray that has come since, as it is now', () => {
  const { drawn, said } = desktop();
  drawn.again();
  drawn.show(model('one'));
  drawn.again();
  expect(said).toEqual(['made idle', 'tip', 'menu one', 'gone', 'made idle', 'tip', 'menu one']);
});

it('has what stands for the tenant before its name', () => {
  const { drawn, menus } = desktop();
  const entries: TrayEntry[] = [{ kind: 'menu', label: 'a', badge: 'teal', entries: [] }];
  drawn.show({ icon: 'idle', tip: '', entries });
  expect(menus[0]?.template[0]).toMatchObject({ label: 'a', icon: 'teal' });
});
