import { describe, expect, it } from 'vitest';
import { addressOf, placeOf, placeText, placeWords } from '../../../../main/backends/docker/place';

const at = (host: string, certificates: string | null = null) => ({ host, certificates });

describe('an engine’s place', () => {
  it.each([
    [at('unix:///var/run/docker.sock'), { kind: 'socket', path: '/var/run/docker.sock' }],
    [at('npipe:////./pipe/docker_engine'), { kind: 'socket', path: '//./pipe/docker_engine' }],
    [at('tcp://build.example'), { kind: 'tcp', host: 'build.example', port: 2375 }],
    [at('tcp://build.example', '/certs'), { kind: 'tcp', host: 'build.example', port: 2376 }],
    [at('tcp://10.0.0.1:4000'), { kind: 'tcp', host: '10.0.0.1', port: 4000 }],
  ])('is reached by its address %o', (place, address) => expect(addressOf(place)).toEqual(address));

  it.each(['ssh://me@build.example', 'unix://', 'build', 'http://x'])(
    'is refused in words: %s',
    (host) => expect(() => addressOf(at(host))).toThrow(`its address is ${host}, and`),
  );

  it('is kept as a text', () => {
    const place = at('tcp://x:1', '/c');
    expect(placeOf(placeText(place))).toEqual(place);
    expect(placeOf('{"way":"gke"}')).toBeNull();
    expect(placeOf(null)).toBeNull();
    expect(placeWords(at('unix:///run/docker.sock'))).toBe('/run/docker.sock');
  });
});
