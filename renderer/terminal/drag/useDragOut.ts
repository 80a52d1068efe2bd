/** Drags rows of the drawer to other programs. A drag needs files that are there: until they are, it is said. */
import { type DragEvent, useEffect, useMemo, useState } from 'react';
import type { CopiesId } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { FileRow } from '../files/places';
import { whichWords } from '../files/words';
import { type Asked, type DragShown, isSmall, keyOf } from './drag-state';

/** What the drawer's rows tell, and what is shown of it. */
export interface DragOut {
  readonly shown: DragShown;
  /** Whether the pointer carries our own files: the window takes none of them. */
  isOwn(): boolean;
  press(rows: readonly FileRow[]): void;
  dragStart(event: DragEvent, rows: readonly FileRow[]): void;
  copy(rows: readonly FileRow[]): void;
  dismiss(): void;
}

/** `told`: what is said of files that leave, or that they are on the clipboard. */
export function useDragOut(told: (words: string) => void): DragOut {
  const [shown, show] = useState<DragShown>({ kind: 'none' });
  const drags = useMemo(() => new Drags(show, told), [told]);
  useEffect(() => drags.listen(), [drags]);
  return useMemo(
    () => ({
      shown,
      isOwn: () => drags.isOwn,
      press: (rows) => drags.press(rows),
      dragStart: (event, rows) => drags.start(event, rows),
      copy: (rows) => drags.copy(rows),
      dismiss: () => drags.dismiss(),
    }),
    [shown, drags],
  );
}

class Drags {
  readonly #show: (shown: DragShown) => void;
  readonly #told: (words: string) => void;
  #asked: Asked | null = null;
  #isDown = false;
  #isOwn = false;
  /** Main has not said yet that the drag has begun, or is over: on some desktops it is told only then. */
  #isGiving = false;

  constructor(show: (shown: DragShown) => void, told: (words: string) => void) {
    this.#show = show;
    this.#told = told;
  }

  get isOwn(): boolean {
    return this.#isOwn;
  }

  /** Follows the pointer and main; returns the function that stops it. */
  listen(): () => void {
    const moved = (event: PointerEvent) => {
      this.#isDown = event.buttons !== 0;
      // While the desktop drags files a page hears of no pointer that is up: it is over.
      if (!this.#isDown && !this.#isGiving) this.#isOwn = false;
    };
    const up = (event: PointerEvent) => {
      moved(event);
      // Nobody drags what was only pressed on.
      if (this.#asked?.wanted === 'press') this.dismiss();
    };
    window.addEventListener('pointerdown', moved, true);
    window.addEventListener('pointermove', moved, true);
    window.addEventListener('pointerup', up, true);
    const stop = bridge.on('dragging.progress', ({ done, total }) => {
      if (this.#asked === null || this.#asked.wanted === 'press') return;
      const { name, wanted } = this.#asked;
      this.#show({ kind: 'fetching', name, wanted, done, total });
    });
    return () => {
      window.removeEventListener('pointerdown', moved, true);
      window.removeEventListener('pointermove', moved, true);
      window.removeEventListener('pointerup', up, true);
      stop();
    };
  }

  press(rows: readonly FileRow[]): void {
    this.#isDown = true;
    if (isSmall(rows) && this.#asked?.key !== keyOf(rows)) this.#ask(rows, 'press');
  }

  start(event: DragEvent, rows: readonly FileRow[]): void {
    // The desktop's own drag takes its place (https://www.electronjs.org/docs/latest/tutorial/native-file-drag-drop).
    event.preventDefault();
    this.#want(rows, 'drag');
  }

  copy(rows: readonly FileRow[]): void {
    this.#want(rows, 'copy');
  }

  dismiss(): void {
    this.#show({ kind: 'none' });
    if (this.#asked === null) return;
    this.#asked = null;
    void bridge.call('dragging.drop');
  }

  #want(rows: readonly FileRow[], wanted: 'drag' | 'copy'): void {
    if (this.#asked?.key === keyOf(rows)) {
      this.#asked.wanted = wanted;
      this.#there(this.#asked);
    } else this.#ask(rows, wanted);
  }

  #ask(rows: readonly FileRow[], wanted: Asked['wanted']): void {
    const asked: Asked = { key: keyOf(rows), name: whichWords(rows), wanted, id: null };
    this.#asked = asked;
    if (wanted === 'press') this.#show({ kind: 'none' });
    else this.#show({ kind: 'fetching', name: asked.name, wanted, done: 0, total: 0 });
    void bridge.call('dragging.stage', { paths: rows.map(({ path }) => path) }).then((copies) => {
      if (this.#asked !== asked) return;
      if (copies.ok) {
        asked.id = copies.value.id;
        if (copies.value.leftOut > 0) this.#told(leftOutWords(copies.value.leftOut));
        this.#there(asked);
      } else {
        this.#asked = null;
        // Who only pressed on a file has not asked for anything.
        if (asked.wanted !== 'press') this.#show({ kind: 'failed', error: copies.error });
      }
    });
  }

  #there({ id, wanted, name }: Asked): void {
    if (id === null) this.#show({ kind: 'fetching', name, wanted, done: 0, total: 0 });
    else if (wanted === 'drag' && !this.#isDown) this.#show({ kind: 'ready', name });
    else if (wanted !== 'press') void this.#give(id, wanted);
  }

  /** They are the desktop's from now on. */
  async #give(id: CopiesId, wanted: 'drag' | 'copy'): Promise<void> {
    this.#show({ kind: 'none' });
    this.#asked = null;
    this.#isOwn = wanted === 'drag';
    const channel = wanted === 'drag' ? 'dragging.start' : 'dragging.copy';
    this.#isGiving = true;
    const given = await bridge.call(channel, { id });
    this.#isGiving = false;
    // A pointer that is up may have been heard while main's word was awaited: no other need follow.
    if (!this.#isDown || !given.ok) this.#isOwn = false;
    if (!given.ok) {
      this.#show({ kind: 'failed', error: given.error });
      return;
    }
    if (wanted === 'copy') this.#told(COPIED);
    if (given.value.leaving !== null) this.#told(given.value.leaving);
  }
}

const COPIED = 'Copied: paste it in another program within a quarter of an hour.';

function leftOutWords(leftOut: number): string {
  return leftOut === 1
    ? 'A link or special file was left out.'
    : `${leftOut} links and special files were left out.`;
}
