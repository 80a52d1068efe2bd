/**
 * Keeps a terminal alive whose parser throws. xterm 6 stops for good then: it never calls back, nothing more is parsed or
 * acknowledged, and the session's job waits for ever; and since replay holds the same bytes, opening the window again
 * does not help. What has to be caught lies behind xterm's public interface, so each part is looked up and checked.
 */
import type { Terminal } from '@xterm/xterm';

/** A part of an object that its types do not tell of. */
function part(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

function call(of: unknown, name: string, ...args: unknown[]): void {
  const method = part(of, name);
  if (typeof method === 'function') Reflect.apply(method, of, args);
}

/**
 * Catches what the parser throws: the rest of that chunk is not shown, `broken` is told, and the next chunk is parsed
 * from a fresh state. Returns whether this xterm could be guarded.
 */
export function guardParser(terminal: Terminal, broken: (why: unknown) => void): boolean {
  const core = part(terminal, '_core');
  const writes = part(core, '_writeBuffer');
  const parse = part(writes, '_action');
  if (typeof writes !== 'object' || writes === null || typeof parse !== 'function') return false;
  const guarded = (...args: unknown[]): unknown => {
    try {
      return Reflect.apply(parse, writes, args);
    } catch (why) {
      call(part(part(core, '_inputHandler'), '_parser'), 'reset');
      broken(why);
      return undefined;
    }
  };
  return Reflect.set(writes, '_action', guarded);
}

/**
 * The one case known to throw (xterm 6.0, InputHandler.eraseInDisplay): erasing all before the cursor (`CSI 1 J`) when it
 * is in the last cell of a screen without scrollback. There it means the whole screen, so that is erased.
 */
export function fixEraseAbove(terminal: Terminal): void {
  const erase = (protect: boolean) => (params: (number | number[])[]) => {
    const { cursorX, cursorY, baseY } = terminal.buffer.active;
    const last = cursorX + 1 >= terminal.cols && cursorY + 1 >= terminal.rows;
    if (params[0] !== 1 || !last || baseY > 0) return false;
    const handler = part(part(terminal, '_core'), '_inputHandler');
    call(handler, 'eraseInDisplay', { params: [2] }, protect);
    return true;
  };
  terminal.parser.registerCsiHandler({ final: 'J' }, erase(false));
  terminal.parser.registerCsiHandler({ prefix: '?', final: 'J' }, erase(true));
}
