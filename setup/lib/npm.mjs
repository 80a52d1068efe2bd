// @ts-check

/**
 * How to call the npm that runs us, or else the one on PATH.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {[command: string, args: string[]]}
 */
export function npm(args, env = process.env) {
  const { npm_execpath: own } = env;
  if (own && /npm-cli\.c?js$/.test(own)) return [process.execPath, [own, ...args]];
  // npm.cmd is a batch file, which cannot be started without its interpreter.
  return process.platform === 'win32' ? ['cmd.exe', ['/c', 'npm.cmd', ...args]] : ['npm', args];
}
