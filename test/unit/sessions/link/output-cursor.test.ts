import { expect, test } from 'vitest';
import { OutputCursor } from '../../../../main/sessions/link/output-cursor';
import { BadFrame } from '../../../../main/sessions/wire/frames';

const bytes = (length: number) => Buffer.alloc(length, 'x');

test('drops what has come before, and tells a host of no byte that it has not sent again', () => {
  const cursor = new OutputCursor(1_000);
  cursor.begin(0);
  cursor.accept(0, bytes(300));
  cursor.show(100);
  expect(cursor.tell()).toBe(100);
  // The connection is lost, and the rest is shown before the next one sends.
  expect(cursor.shown).toBe(100);
  cursor.begin(100);
  cursor.show(300);
  expect(cursor.tell()).toBe(null);
  expect(cursor.accept(100, bytes(50))).toBe(null);
  expect(cursor.tell()).toBe(150);
  expect(cursor.accept(150, bytes(200))?.length).toBe(50);
  expect(cursor.tell()).toBe(300);
});

test('tells what is missing, once, and does not wait for it', () => {
  const cursor = new OutputCursor(1_000);
  cursor.begin(0);
  cursor.accept(0, bytes(10));
  expect(cursor.skip(5_000)).toEqual({ from: 10, to: 5_000 });
  expect(cursor.skip(5_000)).toBe(null);
  expect(cursor.accept(5_000, bytes(1_000))?.length).toBe(1_000);
  cursor.show(6_000);
  expect(cursor.tell()).toBe(6_000);
});

test('takes no more than the window, and nothing out of order', () => {
  const cursor = new OutputCursor(1_000);
  cursor.begin(0);
  cursor.accept(0, bytes(1_000));
  expect(() => cursor.accept(1_000, bytes(1))).toThrow(BadFrame);
  expect(() => cursor.accept(500, bytes(1))).toThrow(BadFrame);
});
