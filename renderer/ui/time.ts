/** Times and counts as they are written everywhere: 24 hours, "2 h 14 min", "1,240". */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n: number) => String(n).padStart(2, '0');

/** A length of time in ms: "9 s", "38 min", "2 h 14 min", "3 d 4 h". Below zero is none. */
export function duration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  const hours = Math.floor(length / HOUR);
  if (length < DAY) {
    const minutes = Math.floor((length % HOUR) / MINUTE);
    return minutes === 0 ? `${hours} h` : `${hours} h ${two(minutes)} min`;
  }
  const rest = Math.floor((length % DAY) / HOUR);
  return rest === 0
    ? `${hours / 24} d`.replace(/\.\d+/, '')
    : `${Math.floor(hours / 24)} d ${rest} h`;
}

/** The time of day here: "18:00". */
export function clock(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same to the second: "18:00:09". */
export function clockSeconds(at: number): string {
  return `${clock(at)}:${two(new Date(at).getSeconds())}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How many midnights lie between two times, here. */
function daysBetween(from: number, to: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY);
}

function day(at: number): string {
  const date = new Date(at);
  return `${date.getDate()} ${MONTHS[date.getMonth()]}`;
}

/** A moment in the past: "09:52 today", "yesterday", "12 Nov". */
export function past(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days <= 0) return `${clock(at)} today`;
  return days === 1 ? 'yesterday' : day(at);
}

/** A moment in the past where there is little room: "09:52", "24 Nov", "2024". */
export function pastShort(at: number, now: number): string {
  if (daysBetween(at, now) === 0) return clock(at);
  const year = new Date(at).getFullYear();
  return year === new Date(now).getFullYear() ? day(at) : String(year);
}

/** A moment to come within a sentence: "at 18:00", "tomorrow at 02:00", "on 25 Nov at 18:00". */
export function atComing(at: number, now: number): string {
  const days = daysBetween(now, at);
  if (days <= 0) return `at ${clock(at)}`;
  return days === 1 ? `tomorrow at ${clock(at)}` : `on ${day(at)} at ${clock(at)}`;
}

/** A moment to come: "18:00", "tomorrow 02:00", "25 Nov, 18:00". */
export function coming(at: number, now: number): string {
  const days = daysBetween(now, at);
  if (days <= 0) return clock(at);
  return days === 1 ? `tomorrow ${clock(at)}` : `${day(at)}, ${clock(at)}`;
}

/** As `coming`, where there is little room: a day counts for more than its hour. */
export function comingShort(at: number, now: number): string {
  return at - now < DAY ? clock(at) : day(at);
}

const counts = new Intl.NumberFormat('en-GB');

/** A whole number with its thousands apart: "1,240". */
export function count(n: number): string {
  return counts.format(n);
}

/** Bytes as files are measured: "38.2 MB". */
export function bytes(n: number): string {
  if (n < 1000) return `${n} ${n === 1 ? 'byte' : 'bytes'}`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = n / 1000;
  let unit = 0;
  // 999.95 would be written as 1000.0.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}
