/** The browser as a program, which the app opens. */
import { makeNetwork } from '../../main/network/make';
import { networkSettings } from '../../main/network/settings';
import { browse } from './browser';

/** Follows an address to its last page, and prints that. */
export async function browserProgram(url: string): Promise<void> {
  const { status, html } = await browse(url, makeNetwork(networkSettings(process.env)));
  process.stdout.write(`${status} ${html}\n`);
}
