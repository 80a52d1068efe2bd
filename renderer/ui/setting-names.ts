/** What the settings of windows, terminals and sessions are called: on their page and in the command palette. */
export const SETTING_NAMES = {
  theme: 'Theme',
  fontSize: 'Font size',
  fontFamily: 'Font',
  scrollback: 'Scrollback',
  screenReader: 'Screen reader mode',
  copyOnSelect: 'Copy what is selected',
  dropPutsPaths: 'Paths of dropped files',
  idle: 'Idle',
} as const;
