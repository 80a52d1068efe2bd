/** One window that attaches to a session, types, is shown what comes of it, and detaches. */
import type { Exec } from '../../main/backends/backend';
import type { Parts } from '../../main/sessions/link/connect';
import { TerminalLink } from '../../main/sessions/link/terminal-link';
import type { ToTerminal } from '../../preload/contract';

/** How a visit ended: it was shown all, or another window took the terminal first. */
export type Visit = 'shown' | 'elsewhere';

/** Longer than any visit takes, ms. */
const LATE_MS = 120_000;
/** What one types, and how much comes of it at least, bytes. */
const WORDS = 'seq 100000 104000\n';
const SHOWN = 28_000;
/** A window is shown so much of what was before, bytes. */
const TAIL = 65_536;

/** `cut`: it does not say that it goes: its connection is gone. @throws when nothing comes of it */
export async function visit(parts: Parts, cut: boolean): Promise<Visit> {
  const execs: Exec[] = [];
  let end: (how: Visit) => void = () => {};
  let fail: (why: Error) => void = () => {};
  const ended = new Promise<Visit>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  let live = Number.POSITIVE_INFINITY;
  const heard = (message: ToTerminal) => {
    if (message.type === 'begin') live = message.live;
    if (
      message.type === 'link' &&
      message.state.kind === 'live' &&
      message.state.latencyMs === null
    )
      link.input(Buffer.from(WORDS));
    if (message.type === 'link' && message.state.kind === 'elsewhere') end('elsewhere');
    if (message.type === 'link' && message.state.kind === 'ended')
      fail(new Error(`the session ended: ${message.state.reason}`));
    if (message.type !== 'output') return;
    const next = message.offset + message.data.length;
    link.ack(next);
    if (next >= live + SHOWN) end('shown');
  };
  const connect: Parts['connect'] = async (program) => {
    const exec = await parts.connect(program);
    execs.push(exec);
    return exec;
  };
  const link = new TerminalLink({ ...parts, connect, heard, tail: TAIL });
  const timer = setTimeout(() => fail(new Error('a window was shown nothing')), LATE_MS);
  try {
    link.open({ cols: 80, rows: 24 });
    return await ended;
  } finally {
    clearTimeout(timer);
    if (cut) for (const exec of execs) exec.close();
    await link.close();
  }
}
