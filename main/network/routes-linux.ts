/** Linux tells in files where packets for everywhere go. https://man7.org/linux/man-pages/man5/proc_pid_net.5.html */
import { readFileSync } from 'node:fs';

/** The default routes as the kernel writes them; empty on other systems, and where there are none. */
export function defaultRoutes(): string {
  const four = lines('/proc/net/route').filter((line) => /^\S+\t0{8}\t/.test(line));
  const six = lines('/proc/net/ipv6_route').filter((line) => /^0{32} 00 /.test(line));
  return [...four.map(withoutCounts), ...six.map(gateway6)].join('\n');
}

function lines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Interface, destination, gateway: what follows counts uses. */
function withoutCounts(line: string): string {
  return line.split('\t').slice(0, 3).join(' ');
}

/** Gateway and interface. Routes of the loopback interface refuse everything. */
function gateway6(line: string): string {
  const fields = line.trim().split(/\s+/);
  const device = fields.at(-1);
  return device === 'lo' ? '' : `${device} ${fields[4]}`;
}
