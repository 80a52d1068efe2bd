/** The pointer of the screen, moved by xdotool: programs see it as a person's. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { RunningApp } from '../app';

const exec = promisify(execFile);

/** A place on the screen, in pixels from its top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

async function xdotool(...words: (string | number)[]): Promise<void> {
  await exec('xdotool', words.map(String));
}

/** Without --sync, which may wait for ever (https://github.com/jordansissel/xdotool/issues/463): the screen keeps the order. */
async function moveTo({ x, y }: Point): Promise<void> {
  await xdotool('mousemove', x, y);
}

/** Moves to and fro until it has happened, as a person does: a drag is seen by a program only when the pointer moves over it. */
async function wiggleUntil(happened: Promise<unknown>, { x, y }: Point): Promise<void> {
  let over = false;
  const done = happened.finally(() => {
    over = true;
  });
  for (let step = 0; !over; step++) {
    await xdotool('mousemove', x + 10 * (step % 3), y + 10 * (step % 2));
  }
  await done;
}

/** How a drag goes. */
interface DragWay {
  /** A key that is down until something has happened: what is dropped is told with the keys that are down when it is told. */
  readonly held?: { readonly key: string; readonly until: () => Promise<unknown> };
}

/** Drags from one place to another, and lets go when the other end has seen it: `seen` resolves. */
export async function drag(
  from: Point,
  to: Point,
  seen: () => Promise<unknown>,
  { held }: DragWay = {},
): Promise<void> {
  await moveTo(from);
  await xdotool('mousedown', 1);
  try {
    // Programs begin a drag only after some pixels.
    for (const step of [4, 8, 12, 16, 20]) await moveTo({ x: from.x - step, y: from.y - step });
    if (held !== undefined) await xdotool('keydown', held.key);
    await moveTo(to);
    await wiggleUntil(seen(), to);
    await moveTo(to);
  } finally {
    await xdotool('mouseup', 1);
    if (held !== undefined) await held.until().finally(() => xdotool('keyup', held.key));
  }
}

/** Presses and moves, and lets go before anything is over another window. */
export async function pressAndMove(from: Point): Promise<void> {
  await moveTo(from);
  await xdotool('mousedown', 1);
  for (const step of [4, 8, 12]) await moveTo({ x: from.x - step, y: from.y - step });
  await xdotool('mouseup', 1);
}

/** Puts a window at the top left corner, away from the others. */
export async function toCorner({ app }: RunningApp, page: Page): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((one) => {
    one.setBounds({ x: 0, y: 0, width: 1000, height: 640 });
    one.focus();
  });
}

/** The middle of an element on the screen. */
export async function middleOf({ app }: RunningApp, page: Page, element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('it cannot be seen');
  const window = await app.browserWindow(page);
  const { x, y } = await window.evaluate((one) => one.getContentBounds());
  return {
    x: Math.round(x + box.x + box.width / 2),
    y: Math.round(y + box.y + box.height / 2),
  };
}
