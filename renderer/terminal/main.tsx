/** The page of a terminal window. */
import '../ui/base.css';
import '@xterm/xterm/css/xterm.css';
import '../ui/lists.css';
import './terminal.css';
import { Activity } from 'react';
import { createRoot } from 'react-dom/client';
import { AHEAD, type Session, type Settings } from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { Problem } from '../ui/Problem';
import { markPlatform } from '../ui/platform';
import { markTheme } from '../ui/theme';
import { App } from './App';
import { NOBODYS } from './ahead';
import { Controller } from './controller';

/** A session that is at hand has its prompt by then; of another one its state is shown. ms */
const PROMPT_MS = 150;

const root = createRoot(document.getElementById('root') ?? document.body);

async function start(): Promise<void> {
  // A window that is made ahead hears of its session later, maybe much.
  const whose = bridge.call('terminal.session');
  const settings = await bridge.call('settings.get');
  if (!settings.ok) return root.render(<Problem error={settings.error} />);
  const controller = new Controller(settings.value);
  const isAhead = location.hash === `#${AHEAD}`;
  const now = isAhead ? prepare(controller, settings.value) : () => settings.value;
  const session = await whose;
  if (!session.ok) return root.render(<Problem error={session.error} />);
  const begun = controller.begin(session.value);
  // Drawn in one go with the prompt, which else waits for all that is drawn before.
  if (isAhead) await Promise.race([begun, new Promise((go) => setTimeout(go, PROMPT_MS))]);
  draw(controller, session.value, now());
}

/** Does all that takes time before anybody waits for it. Returns what tells the settings as they are then, and follows them no more. */
function prepare(controller: Controller, first: Settings): () => Settings {
  let settings = first;
  const stop = bridge.on('settings.changed', (changed) => {
    settings = changed;
    markTheme(settings.theme);
    controller.apply(settings);
  });
  markTheme(settings.theme);
  controller.prepare();
  draw(controller, NOBODYS, settings);
  return () => {
    stop();
    return settings;
  };
}

/** Without a session the page is made, but unseen and at rest: https://react.dev/reference/react/Activity */
function draw(controller: Controller, session: Session, settings: Settings): void {
  const mode = session === NOBODYS ? 'hidden' : 'visible';
  const since = Date.now();
  root.render(
    <Activity mode={mode}>
      <App controller={controller} session={session} settings={settings} since={since} />
    </Activity>,
  );
}

markPlatform();
void start();
