// @ts-check

/**
 * A desktop for tests that press keys and move the pointer: never the user's own. macOS and Windows
 * have one screen only, and the tests run on it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function ownDesktop(env) {
  if (process.platform !== 'linux') return { env: {}, stop: async () => {} };
  const { startDesktop } = await import('../lib/desktop-linux.mjs');
  const { DBUS_SESSION_BUS_ADDRESS: _, WAYLAND_DISPLAY: __, ...clean } = env;
  return startDesktop(clean);
}
