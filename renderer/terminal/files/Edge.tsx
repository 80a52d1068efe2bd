/** The edge between terminal and drawer: dragged, or moved by arrows, it makes the drawer wider. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { bridge } from '../../ui/bridge';

/** As the settings allow it (preload/settings.ts). Pixels. */
const LEAST = 240;
const MOST = 480;
const STEP = 16;

const bound = (width: number) => Math.round(Math.min(MOST, Math.max(LEAST, width)));

function save(width: number): void {
  void bridge.call('settings.set', { drawerWidth: bound(width) });
}

export function Edge(props: { width: number }) {
  const { width } = props;
  const drag = useRef<{ x: number; width: number } | null>(null);
  const at = (event: PointerEvent) => {
    const { x, width: before } = drag.current ?? { x: event.clientX, width };
    return bound(before + x - event.clientX);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    save(width + step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line between two parts that can be moved is no <hr>
    <div
      className="drawer-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the files"
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onKeyDown={keys}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (drag.current === null) return;
        const drawer = event.currentTarget.parentElement;
        drawer?.style.setProperty('width', `${at(event)}px`);
      }}
      onPointerUp={(event) => {
        if (drag.current !== null) save(at(event));
        drag.current = null;
      }}
    />
  );
}
