/**
 * Stands in for the preload and main on a page in a plain browser. Playwright hands this function over as text, so all
 * it uses is inside it.
 * @param {object} scenario what each channel answers, and which of them fail or are never answered (`fails`, `waits`);
 *   `terminal` is what the port says after `start`; with `late` there is no port before a test says so
 */
export function fakeBridge(scenario) {
  const listeners = new Map();
  const asked = [];
  const heard = [];
  let port = null;
  const bytes = (text) => new TextEncoder().encode(text);
  const say = (message) => {
    const data = typeof message.data === 'string' ? bytes(message.data) : message.data;
    port.postMessage(data === undefined ? message : { ...message, data });
  };
  const push = (name, value) => {
    for (const listener of listeners.get(name) ?? []) listener(value);
  };
  const connect = () => {
    const channel = new MessageChannel();
    port = channel.port2;
    port.onmessage = ({ data }) => {
      heard.push(data);
      if (data.type === 'start') for (const message of scenario.terminal ?? []) say(message);
    };
    window.postMessage('gamgui.terminal.port', window.location.origin, [channel.port1]);
  };
  let connectLate = () => {};
  const connectWhenTold = () =>
    new Promise((resolve) => {
      connectLate = () => resolve(connect());
    });
  let watched = null;
  let changed = () => {};
  // A folder that was not watched yet is to be listed; then the page waits for what a test tells.
  const changes = ({ path }) => {
    changed({ entries: [], gone: [], again: true });
    if (watched !== path) {
      watched = path;
      return { entries: [], gone: [], again: true };
    }
    return new Promise((resolve) => {
      changed = resolve;
    });
  };
  const page = ({ path, after }) => {
    const all = scenario.files?.folders[path] ?? [];
    const from = after === null ? 0 : all.findIndex(({ name }) => name === after) + 1;
    return { entries: all.slice(from, from + 1000), more: from + 1000 < all.length };
  };
  const table = ({ first, count, text, sort }) => {
    const { columns, rows } = scenario.files.table;
    const has = ({ cells }) =>
      cells.some((cell) => cell.toLowerCase().includes(text.toLowerCase()));
    const chosen = rows.filter(has);
    if (sort !== null) chosen.sort((a, b) => (a.cells[sort] < b.cells[sort] ? -1 : 1));
    const found = { columns, rows: chosen.slice(first, first + count), count: chosen.length };
    const more = { done: true, full: false, total: rows.length, changed: false, problem: null };
    return { ...found, ...more, delimiter: ',', encoding: 'utf-8', ...scenario.files.said };
  };
  // A session that has printed nothing.
  const EMPTY = { start: 0, end: 0, cap: 268_435_456 };
  const BARE = {
    about: { ...EMPTY, since: null, at: null },
    found: { lines: [], next: null, ...EMPTY },
    lines: [],
  };
  const journal = scenario.journal ?? BARE;
  const NO_ROWS = { file: 'x.csv', failed: 0, found: 0, columns: [], groups: [], rows: [] };
  const GONE = { files: { kind: 'gone' }, again: [], missing: [], saved: [] };
  const answers = {
    'app.info': () => scenario.info,
    'places.list': () => scenario.places,
    'tenants.list': () => scenario.tenants,
    'tenants.found': () => scenario.found ?? [],
    'tenants.check': ({ id }) => scenario.health[id],
    'credentials.plan': () => scenario.saving,
    'tenants.askWhere': () => ({ backend: 'local', title: 'Local' }),
    'tenants.ask': () => scenario.answer,
    'settings.get': () => scenario.settings,
    'settings.set': (change) => {
      scenario.settings = { ...scenario.settings, ...change };
      push('settings.changed', scenario.settings);
      return scenario.settings;
    },
    'settings.effective': () => scenario.effective,
    'settings.plan': () => scenario.plan ?? null,
    'diagnostics.get': () => scenario.diagnostics,
    'diagnostics.report': () => 'GamGUI, diagnostics',
    'google.status': () => scenario.google,
    'google.signOut': () => null,
    'clusters.list': () => scenario.clusters,
    'contexts.list': () => scenario.contexts,
    'sessions.list': () => scenario.sessions,
    'jobs.list': () =>
      scenario.sessions
        .filter(({ job }) => job !== null)
        .map(({ id, job }) => ({ session: id, jobs: [job] })),
    'jobs.outputs': () => scenario.outputs ?? [],
    'jobs.failedRows': () => scenario.failedRows ?? NO_ROWS,
    'sessions.create': () => ({ id: 'abcde' }),
    'terminal.session': () => scenario.sessions[0],
    'terminal.drawn': () => null,
    'terminal.connect': scenario.late ? connectWhenTold : connect,
    'transfers.list': () => scenario.transfers ?? [],
    'transfers.fetch': () => ({ leaving: scenario.leaving ?? null }),
    'csv.send': () => ({ group: 'f'.repeat(32), copies: [] }),
    'terminal.pasteFiles': () => false,
    'terminal.harms': ({ lines }) =>
      lines.map((line) => (line.includes('delete') ? 'deletes, for each row,' : null)),
    'sessions.left': () => scenario.left ?? GONE,
    'dragging.stage': () => new Promise(() => {}),
    'files.list': page,
    'files.changes': changes,
    'files.search': () => scenario.files.found,
    'files.peek': () => scenario.files.peek,
    'files.table': table,
    'window.takeAsked': () => {
      const { wanted = null } = scenario;
      scenario.wanted = null;
      return wanted;
    },
    'usage.get': () => scenario.usage ?? [],
    'spares.status': () => scenario.spares ?? { ready: 1, making: 0, trouble: null },
    'updates.status': () => scenario.updates ?? { current: '1.0.0', from: null, newer: null },
    'updates.ask': () => scenario.newest ?? { kind: 'source', current: '1.0.0' },
    'updates.sheet': () => {
      scenario.wanted = { kind: 'updates' };
      push('window.asked', {});
    },
    'journal.about': () => journal.about,
    'journal.search': () => journal.found,
    'journal.lines': () => journal.lines.toReversed(),
    'journal.export': () => new Promise(() => {}),
  };
  window.gamgui = {
    call: async (channel, input) => {
      asked.push([channel, input]);
      if (scenario.waits?.includes(channel)) await new Promise(() => {});
      const error = scenario.fails?.[channel];
      return error ? { ok: false, error } : { ok: true, value: await answers[channel]?.(input) };
    },
    send: async (files, to) => {
      asked.push(['send', { names: files.map(({ name }) => name), to }]);
      const { question } = scenario;
      const sent = { kind: 'sent', group: 'f'.repeat(32) };
      return { ok: true, value: question ? { kind: 'asks', question } : sent };
    },
    on: (name, listener) => {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
      return () =>
        listeners.set(
          name,
          (listeners.get(name) ?? []).filter((l) => l !== listener),
        );
    },
  };
  // What a test looks at and does.
  window.fake = {
    asked,
    heard,
    say,
    push,
    news: (news) => changed(news),
    connect: () => connectLate(),
  };
}
