/**
 * In the place of ssh2 in the built app (electron.vite.config.ts). docker-modem brings it for engines that are reached over ssh,
 * which GamGUI does not do; its native part would have to be packaged for each platform.
 */
export class Client {
  /** @throws Error always */
  connect(): never {
    throw new Error('GamGUI does not go over ssh.');
  }
}
