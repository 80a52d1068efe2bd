/** Names of a session's files, such that a shell, another system or a careless program would trip over them. */

/** Each as the shell writes it, and its bytes. */
export const NAMES: readonly (readonly [string, Buffer])[] = [
  ["'two words.csv'", Buffer.from('two words.csv')],
  [`$'it\\'s "quoted".csv'`, Buffer.from(`it's "quoted".csv`)],
  ["$'line\\nend.csv'", Buffer.from('line\nend.csv')],
  ['./-rf.csv', Buffer.from('-rf.csv')],
  ["$'emoji \\xf0\\x9f\\x91\\xa9.csv'", Buffer.from('emoji 👩.csv')],
  ["$'no \\xff utf.csv'", Buffer.from('no \xff utf.csv', 'latin1')],
  ['$(printf y%.0s $(seq 251)).csv', Buffer.from(`${'y'.repeat(251)}.csv`)],
  ['oauth2.txt', Buffer.from('oauth2.txt')],
];
