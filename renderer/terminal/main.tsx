/** The page of a terminal window. */
import '../ui/base.css';
import '@xterm/xterm/css/xterm.css';
import '../ui/lists.css';
import './terminal.css';
import { createRoot } from 'react-dom/client';
import { bridge } from '../ui/bridge';
import { Problem } from '../ui/Problem';
import { markPlatform } from '../ui/platform';
import { App } from './App';
import { Controller } from './controller';

const root = createRoot(document.getElementById('root') ?? document.body);

async function start(): Promise<void> {
  // A window that is made ahead waits here, maybe for long: the settings are asked for after.
  const session = await bridge.call('terminal.session');
  const settings = await bridge.call('settings.get');
  if (!session.ok) return root.render(<Problem error={session.error} />);
  if (!settings.ok) return root.render(<Problem error={settings.error} />);
  const controller = new Controller(session.value, settings.value);
  root.render(<App controller={controller} session={session.value} settings={settings.value} />);
}

markPlatform();
void start();
