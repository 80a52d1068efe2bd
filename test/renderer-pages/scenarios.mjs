/** States of the windows as pictures need them: usual ones, empty ones, too many, too long, failed. */

import { credentialScenarios } from './credentials.mjs';
import { diagnosticsOf } from './diagnostics.mjs';
import { filesOf, folderOf, manyFiles, oddOf } from './files.mjs';
import { journalOf } from './journal.mjs';
import { noticeScenarios } from './notices.mjs';
import { info, NO_SPARES, places } from './places.mjs';
import { questions } from './questions.mjs';
import { away, link, printing, SCREEN, waits } from './screen.mjs';
import { END, EVICTED, endsSoon, hard, job, many, session, usual } from './sessions.mjs';
import { clusters, contexts, effective, google, settings } from './settings.mjs';
import { sheetScenarios } from './sheets.mjs';
import { DEMO, HARBOR, LARKFIELD, manyTenants, NORD, tenantsOf } from './tenants.mjs';
import { transfersOf } from './transfers.mjs';
import { updatesOf } from './updates.mjs';
import { usageOf } from './usage.mjs';

const MIN = 60_000;

const CONSENT = `https://accounts.google.com/o/oauth2/v2/auth?${new URLSearchParams({
  response_type: 'code',
  client_id: 'c.apps.googleusercontent.com',
  redirect_uri: 'http://127.0.0.1:8080/',
  state: 'K1QAc12ke5Ndqy5T6UZ2KwfjeGQbUt',
})}`;

const base = {
  info,
  places,
  tenants: [LARKFIELD, HARBOR, NORD, DEMO],
  settings,
  effective,
  google,
  clusters,
  contexts,
};

/** Every picture: its page and what the fake answers there. `now` is in ms. */
export function scenarios(now) {
  const home = (sessions, more = {}) => ({ page: 'home', ...base, sessions, ...more });
  const terminal = (messages, more = {}) => ({
    page: 'terminal',
    ...base,
    sessions: usual(now),
    terminal: printing(SCREEN, ...messages),
    ...more,
  });
  const notice = {
    code: 'settings-damaged',
    message: 'The settings could not be read: it is not JSON. The usual ones are in force.',
    fix: 'The old file is kept as settings.damaged-1.json in /home/lena/.config/GamGUI.',
  };
  return {
    home: home(usual(now)),
    'home-tenants': home(usual(now), tenantsOf(now)),
    'home-first-run-found': home([], { ...tenantsOf(now), tenants: [DEMO] }),
    'home-many-tenants': home(usual(now), { tenants: manyTenants() }),
    'home-no-spares': home(usual(now), { spares: NO_SPARES }),
    'home-docker-away': home([], { tenants: [DEMO] }),
    'home-first-run': home([]),
    ...Object.fromEntries(
      Object.entries(diagnosticsOf(now)).map(([name, diagnostics]) => [
        `diagnostics-${name}`,
        home(usual(now), { diagnostics, part: 'diagnostics' }),
      ]),
    ),
    'home-hard': home(hard(now), { info: { ...info, gam: null, notices: [notice] } }),
    'home-many': home(many(now)),
    ...updatesOf(home, usual(now)),
    'home-cluster': home([], {
      places: [
        {
          ...places[0],
          status: {
            kind: 'ready',
            name: 'workspace-tools / gam-lena',
            text: 'as lena@larkfield.example, files are lost with their node',
          },
        },
        ...places.slice(1),
      ],
    }),
    'home-signed-out': home([], {
      google: { kind: 'signed-out', canSignIn: true, reason: null },
      effective: [],
    }),
    'home-sign-in-again': home([], {
      google: {
        kind: 'sign-in-again',
        source: 'own',
        account: 'lena.berg@larkfield.example',
        reason: { code: 'rapt', message: 'Google wants you to sign in again', fix: 'Sign in' },
      },
      effective: effective.slice(0, 2),
    }),
    'home-broken': home([], {
      info: { ...info, notices: [notice] },
      places: places.map((p) => ({
        ...p,
        status: {
          kind: 'unusable',
          error: {
            code: 'no-gam',
            message: 'Sessions cannot run here: GAM was not found and could not be fetched',
            fix: 'Connect to the network and start GamGUI again, or install GAM',
          },
        },
      })),
    }),
    terminal: terminal([], { usage: usageOf(now) }),
    'terminal-files-usual': terminal([], { files: filesOf(now, folderOf(now)) }),
    'terminal-transfers': terminal([], {
      files: filesOf(now, folderOf(now)),
      transfers: transfersOf(now).usual,
      leaving:
        'By its name oauth2.txt holds credentials: whoever has the copy can act in your domain. Here the session does not protect it: keep it where only you can read it, and delete it when it has done its work.',
    }),
    'terminal-transfers-hard': terminal([], {
      files: filesOf(now, folderOf(now)),
      transfers: transfersOf(now).hard,
    }),
    'terminal-transfers-asking': terminal([], {
      files: filesOf(now, folderOf(now)),
      transfers: transfersOf(now).asking.map((one) => ({ ...one, askedAt: now + 60_000 })),
    }),
    ...Object.fromEntries(
      Object.entries(questions).map(([name, question]) => [
        `terminal-csv-${name}`,
        terminal([], { files: filesOf(now, folderOf(now)), question }),
      ]),
    ),
    'terminal-journal': terminal([], { journal: journalOf(now).found }),
    'terminal-journal-none': terminal([], { journal: journalOf(now).none }),
    'terminal-journal-slow': terminal([], { fails: { 'journal.search': journalOf(now).lost } }),
    'terminal-journal-missing': terminal(
      [{ type: 'begin', from: 299_000_000, live: 299_000_000, start: 31_400_000 }],
      { journal: journalOf(now).found },
    ),
    'terminal-files-none': terminal([], { files: filesOf(now, []) }),
    'terminal-files-odd': terminal([], { files: filesOf(now, oddOf(now)) }),
    'terminal-files-10000': terminal([], { files: filesOf(now, manyFiles(now)) }),
    'terminal-files-away': terminal([], {
      files: filesOf(now, []),
      fails: { 'files.list': { code: 'session-ended', message: 'The session has ended.' } },
    }),
    'terminal-files-failing': terminal([], {
      files: filesOf(now, folderOf(now)),
      fails: {
        'files.rename': { code: 'exists', message: 'There is something with this name already.' },
      },
    }),
    'terminal-files-large': terminal([], {
      files: filesOf(now, folderOf(now), {
        said: {
          count: 8_800_000,
          total: 8_800_000,
          done: false,
          changed: true,
          delimiter: ';',
          encoding: 'cp1252',
          problem: 'a record is longer than 1 MiB: a quote may not be closed',
        },
      }),
    }),
    'terminal-demo': terminal([], {
      sessions: [session(now, 's00001', 'Trying things out', DEMO, { kind: 'attached' })],
    }),
    'terminal-hard': terminal([link({ kind: 'live', latencyMs: 480 })], { sessions: hard(now) }),
    'terminal-reconnecting': terminal([
      link(away(now, { reason: 'No answer for 6 s' })),
      waits('wc -l gam.log\r', now - 6000),
    ]),
    'terminal-offline': terminal([link(away(now, { offline: true }))]),
    'terminal-not-tried': terminal([
      link(away(now, { nextTryAt: null, reason: 'Nothing answers. Tried for an hour.' })),
      waits('\u001b[200~rm -rf ~\r\u202etxt\u001b[201~', now - 60_000),
    ]),
    'terminal-back-and-ask': terminal([
      link(away(now, { seenAt: now - 48_000 })),
      { type: 'begin', from: 0, live: 96 * 51, start: 0 },
      link({ kind: 'live', latencyMs: 24 }),
      { ...waits('wc -l gam.log\r', now - 40_000), asks: true },
    ]),
    'terminal-elsewhere': terminal([
      link({ kind: 'elsewhere', label: 'lena-desktop', since: now - 20 * MIN }),
    ]),
    'terminal-watching': terminal([
      { type: 'size', size: { cols: 180, rows: 50 } },
      link({ kind: 'watching' }),
    ]),
    'terminal-restarted': terminal([], {
      sessions: usual(now).map((one) => ({
        ...one,
        restart: { reason: 'out-of-memory', at: now - 4 * MIN },
      })),
    }),
    'terminal-ended': terminal([
      link({ ...END, cause: 'evicted', reason: 'evicted', detail: EVICTED }),
      { type: 'gap', from: 10, to: 5_000_010 },
      { type: 'unsent', data: 'wc -l gam.log\n', why: 'ended' },
    ]),
    'terminal-out-of-memory': terminal(
      [link({ ...END, cause: 'out-of-memory', reason: 'out of memory' })],
      {
        left: {
          files: { kind: 'gone' },
          again: ['people.csv'],
          missing: ['leavers.csv'],
          saved: ['first.csv'],
        },
      },
    ),
    'terminal-exit': terminal(
      [
        link({
          ...END,
          cause: 'shell',
          expected: true,
          reason: 'exit 7',
          exit: { code: 7 },
        }),
      ],
      {
        left: {
          files: { kind: 'here' },
          again: ['people.csv', 'out', 'x.csv', 'y.csv'],
          missing: [],
          saved: [],
        },
      },
    ),
    ...credentialScenarios(now, { home, terminal, sessions: usual(now) }),
    ...noticeScenarios({
      home,
      terminal,
      sessions: usual(now),
      files: filesOf(now, folderOf(now)),
      signIn: job(now, ['gam', 'oauth', 'create'], null),
      health: tenantsOf(now).health,
    }),
    ...sheetScenarios(now, { home, terminal, sessions: usual(now), journal: journalOf(now) }),
    'terminal-consent': terminal([], {
      terminal: printing(
        `${SCREEN}\r\nGo to the following link in a browser:\r\n\r\n  ${CONSENT}\r\n`,
      ),
      sessions: usual(now).map((one) => ({
        ...one,
        job: job(now, ['gam', 'oauth', 'create'], null),
      })),
    }),
    'terminal-ends-soon': terminal([], {
      sessions: endsSoon(now, { why: 'life', at: now + 9.5 * MIN }),
    }),
    'terminal-ends-now': terminal([], {
      sessions: endsSoon(now, { why: 'idle', at: now + 42_000 }),
    }),
    'terminal-ends-deadline': terminal([], {
      sessions: endsSoon(now, { why: 'deadline', at: now + 9.5 * MIN }),
    }),
  };
}
