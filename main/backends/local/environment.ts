/** The environment that a session's shell gets: the user's own, as if there were no app. */
import { delimiter } from 'node:path';

/** What npm, Electron, an AppImage and this app put into their children's environment. */
const OURS =
  /^(npm_.*|ELECTRON_.*|CHROME_.*|GAMGUI_.*|INIT_CWD|ORIGINAL_XDG_CURRENT_DESKTOP|GDK_BACKEND|APPIMAGE|APPDIR|ARGV0|OWD)$/i;

/** npm puts the tools of the project it runs in first. */
function withoutTools(path: string): string {
  return path
    .split(delimiter)
    .filter((folder) => !/[\\/]node_modules[\\/]/.test(`${folder}/`))
    .join(delimiter);
}

/** Without the variables of npm, Electron and the app itself. */
export function userEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !OURS.test(name));
  const path = env['PATH'];
  return {
    ...Object.fromEntries(own),
    ...(path === undefined ? {} : { PATH: withoutTools(path) }),
  };
}
