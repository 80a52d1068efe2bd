/** Newer versions of the app with windows: what it asks by, and when. */
import { app } from 'electron';
import type { Core } from '../core';
import type { SettingsStore } from '../settings/store';
import { keepLooking } from '../updates/keep-looking';
import { keptUpdates } from '../updates/kept';
import { newestVersion } from '../updates/newest';
import { bakedRepository } from '../updates/repository';
import { Updates } from '../updates/updates';

/** From now on. */
export function followUpdates(core: Core, settings: SettingsStore): Updates {
  const { network, profile, version, desktop } = core;
  const report = (words: string) => console.error(words);
  const isWanted = () => settings.get().tellUpdates;
  const updates = new Updates({
    current: version,
    repository: bakedRepository(app.getAppPath()),
    kept: keptUpdates(profile, report),
    isWanted,
    isOnline: () => desktop.isOnline(),
    newest: (repository) => newestVersion({ repository, network, platform: process.platform }),
    now: Date.now,
  });
  let wanted = isWanted();
  settings.onChange(() => {
    if (isWanted() === wanted) return;
    wanted = isWanted();
    updates.tell();
  });
  keepLooking(() => updates.look(), report);
  return updates;
}
