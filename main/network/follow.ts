/** The way out as the settings say now: a proxy can be chosen while the app runs. */
import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../failure';
import { makeNetwork, refusingNetwork } from './make';
import type { Network } from './network';
import type { NetworkSettings } from './settings';

/** Where the settings cannot be used, whatever needs the network says why, and the app opens all the same. */
function networkBy(settings: NetworkSettings): Network {
  try {
    return makeNetwork(settings);
  } catch (error) {
    if (error instanceof Failure) return refusingNetwork(error);
    throw error;
  }
}

/** A way out that is made anew when `read` gives other settings; it is asked at each use. */
export function followNetwork(read: () => NetworkSettings): Network {
  let settings = read();
  let network = networkBy(settings);
  let version = 0;
  const now = () => {
    const latest = read();
    if (isDeepStrictEqual(latest, settings)) return network;
    settings = latest;
    network = networkBy(latest);
    version += 1;
    return network;
  };
  return {
    get version() {
      now();
      return version;
    },
    get proxy() {
      return now().proxy;
    },
    get ca() {
      return now().ca;
    },
    agent: (host, options) => now().agent(host, options),
  };
}
