/** What a terminal window is told by its port: what is printed, and how its link is. */

const E = '\u001b';
export const SCREEN = [
  `${E}[1;36mlarkfield${E}[0m ${E}[90m/work $${E}[0m head -2 new-staff.csv`,
  'Email,First,Last,OU',
  'ana.silva@larkfield.example,Ana,Silva,/Staff/Lisbon',
  `${E}[1;36mlarkfield${E}[0m ${E}[90m/work $${E}[0m gam csv new-staff.csv gam create user "~Email" firstname "~First" lastname "~Last" password random org "~OU" changepassword on`,
  '2026-11-24T10:08:17.407+00:00,0/2000,Using 5 processes...',
  ...['ana.silva', 'bruno.costa', 'noor.haddad', 'oskar.lindqvist', 'paula.moreau'].map(
    (u) => `User: ${u}@larkfield.example, Created`,
  ),
  '2026-11-24T10:14:18.408+00:00,0,Processing item 1200/2000',
  ...['quentin.leroy', 'rana.aziz', 'sofia.marchetti', 'tomas.novak'].map(
    (u) => `User: ${u}@larkfield.example, Created`,
  ),
  '',
  'ERROR: User: ulf.weiss@larkfield.example, Create Failed: Invalid Organizational Unit',
  '',
  'Widths: 你好 👩‍👩‍👧 é ß → ok  https://example.org/a',
  ...['vera.kowalska', 'willem.dejong', 'yusuf.demir', 'zoe.anders', 'anton.berger'].map(
    (u) => `User: ${u}@larkfield.example, Created`,
  ),
  '',
].join('\r\n');

/** What a port says to a fresh window: its text as live output, then more. */
export function printing(text, ...more) {
  const length = new TextEncoder().encode(text).length;
  return [
    { type: 'begin', from: 0, live: length, start: 0 },
    { type: 'output', offset: 0, data: text },
    { type: 'link', state: { kind: 'live', latencyMs: 24 } },
    ...more,
  ];
}

export const link = (state) => ({ type: 'link', state });
/** A link that is lost. */
export const away = (now, more) => ({
  kind: 'reconnecting',
  nextTryAt: now + 3000,
  reason: 'cut',
  seenAt: now - 6000,
  offline: false,
  ...more,
});
/** Keys that wait for it. */
export const waits = (data, since) => ({
  type: 'waiting',
  bytes: data.length,
  data,
  since,
  asks: false,
});
