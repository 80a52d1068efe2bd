/** Where a part of Home is: its page, and the section or the setting to begin at. */
import { HomePart, type ShowHome } from '../../preload/contract';
import type { SectionName } from './SettingsPage';
import type { PageName } from './SideBar';

/** A page with the place on it. */
export interface Where {
  readonly page: PageName;
  readonly section: SectionName | null;
  /** The setting that is looked for, by what it is called. */
  readonly setting: string | null;
}

/** The place of what is to be shown. */
export function whereOf({ show, setting = null }: ShowHomeAsked): Where {
  if (show !== 'settings' && show !== 'cluster' && show !== 'shortcuts')
    return { page: show, section: null, setting: null };
  return { page: 'settings', section: show === 'settings' ? null : show, setting };
}

type ShowHomeAsked = Pick<ShowHome, 'show'> & { readonly setting?: string | null | undefined };

/** The place that a window was made for, by what stands behind the # of its address (main/desktop/windows.ts). */
export function whereAtFirst(hash: string): Where {
  const [part = '', setting] = hash.replace('#', '').split('/');
  const show = HomePart.catch('sessions').parse(part);
  return whereOf({ show, setting: setting === undefined ? null : decodeURIComponent(setting) });
}
