/** A real panel on the tests' screen, with a bus of its own: it is the watcher and the host of the tray's icons. Linux. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { endChild, startBus } from '../bus';

/** Debian's own Python, which has GLib. */
const PYTHON = '/usr/bin/python3';
const ICONS = join(import.meta.dirname, '../../../../main/desktop/tray/icons');

/** An entry of the menu, as the panel is given it. */
export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly kind: string;
  readonly enabled: boolean;
  /** The colour in the middle of its picture; null: it has none. */
  readonly badge: string | null;
  readonly entries: readonly MenuEntry[];
}
const MenuEntry: z.ZodType<MenuEntry> = z.lazy(() =>
  z.object({
    id: z.number(),
    label: z.string(),
    kind: z.string(),
    enabled: z.boolean(),
    badge: z.string().nullable(),
    entries: z.array(MenuEntry),
  }),
);

/** The icon and its menu; null: there is none. */
const Look = z.object({
  icon: z.string(),
  tip: z.string(),
  menu: z.array(MenuEntry),
});
export type Look = z.infer<typeof Look>;

/** The panel's end. */
export interface Panel {
  /** What an app needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes it off the screen; its bus stays. */
  hide(): Promise<void>;
  /** Puts it on the screen again. */
  show(): void;
  look(): Promise<Look | null>;
  /** Clicks the entry that the labels lead to, as the panel does: each is the beginning of one. */
  click(...labels: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Why there can be none here, or null. */
export function whyNoPanel(): string | null {
  if (process.platform !== 'linux') return 'the panel is one of Linux’s desktops';
  for (const program of ['dbus-daemon', 'xfce4-panel'])
    if (spawnSync(program, ['--version']).error !== undefined) return `there is no ${program}`;
  return spawnSync(PYTHON, ['-c', 'import gi']).status === 0 ? null : `${PYTHON} has no gi`;
}

/** One bar with a tray and nothing else. https://docs.xfce.org/xfce/xfce4-panel/configuration */
const CONFIGURATION = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="30"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/><value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
`;

/** Starts a bus, a panel on it, and what looks at it as the panel does. */
export async function startPanel(): Promise<Panel> {
  const home = await mkdtemp(join(tmpdir(), 'gamgui-panel-'));
  const folder = join(home, 'xfce4', 'xfconf', 'xfce-perchannel-xml');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'xfce4-panel.xml'), CONFIGURATION);
  const own = { XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, GTK_A11Y: 'none' };
  const bus = await startBus(own);
  const env = { ...process.env, ...own, DBUS_SESSION_BUS_ADDRESS: bus.address };
  const start = () => spawn('xfce4-panel', ['--disable-wm-check'], { env, stdio: 'ignore' });
  let panel = start();
  const looker = spawn(PYTHON, [join(import.meta.dirname, 'tray.py'), ICONS], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: looker.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const ask = (words: object): Promise<unknown> => {
    const answer = last.then(async () => {
      looker.stdin.write(`${JSON.stringify(words)}\n`);
      const { value } = await lines.next();
      return JSON.parse(value);
    });
    last = answer;
    return answer;
  };
  const look = async () => Look.safeParse(await ask({})).data ?? null;
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
    hide: () => endChild(panel),
    show: () => {
      panel = start();
    },
    look,
    click: async (...labels) => {
      const found = await look();
      await ask({ click: entryOf(found?.menu ?? [], labels).id });
    },
    stop: async () => {
      await endChild(looker);
      await endChild(panel);
      await bus.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The entry that the beginnings of labels lead to. */
function entryOf(menu: readonly MenuEntry[], [label = '', ...rest]: string[]): MenuEntry {
  const entry = menu.find((one) => one.label.startsWith(label));
  if (entry === undefined)
    throw new Error(`no entry “${label}” in ${menu.map((one) => one.label).join(' | ')}`);
  return rest.length === 0 ? entry : entryOf(entry.entries, rest);
}
