/** Which engine a session is in: kept with the session, so that choosing another one loses none. */
import { z } from 'zod';
import { Failure } from '../../failure';

/** An engine, by its address as DOCKER_HOST writes it. */
export const EnginePlace = z.object({
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2376`. */
  host: z.string(),
  /** The folder of ca.pem, cert.pem and key.pem, or null: no TLS. */
  certificates: z.string().nullable(),
});
export type EnginePlace = z.infer<typeof EnginePlace>;

/** How an engine is reached. */
export type Address =
  /** A unix socket's path, or a named pipe's. */
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

const USUAL_PORT = 2375;
const TLS_PORT = 2376;

/** The one text of a place, as it is kept in a session's specification. */
export function placeText(place: EnginePlace): string {
  return JSON.stringify(EnginePlace.parse(place));
}

/** The place that a text names, or null: it is none. */
export function placeOf(text: string | null): EnginePlace | null {
  if (text === null) return null;
  try {
    return EnginePlace.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What an address means. @throws Failure `docker-address` */
export function addressOf({ host, certificates }: EnginePlace): Address {
  const socket = /^(?:unix|npipe):\/\/(.+)$/.exec(host)?.[1];
  if (socket !== undefined) return { kind: 'socket', path: socket };
  const url = URL.canParse(host) ? new URL(host) : null;
  if (url?.protocol === 'tcp:' && url.hostname !== '') {
    const port = Number(url.port) || (certificates === null ? USUAL_PORT : TLS_PORT);
    return { kind: 'tcp', host: url.hostname, port };
  }
  const why = url?.protocol === 'ssh:' ? 'GamGUI does not go over ssh' : 'it is no address';
  const message = `Docker cannot be used: its address is ${host}, and ${why}.`;
  throw new Failure('docker-address', message, 'Use unix://, npipe:// or tcp://.');
}

/** A place in words, for a person: "/var/run/docker.sock", "build.example:2376". */
export function placeWords(place: EnginePlace): string {
  return place.host.replace(/^[a-z]+:\/\//, '');
}
