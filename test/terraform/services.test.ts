/** Nothing is made before the services that it needs: each resource waits for them, or for one that does. */
import { expect, test } from 'vitest';
import { sourcesOf } from './support/sources';

const WAITS = 'google_project_service.needed';

/** A resource of Google's by its address, with what stands in its block. */
const resources = sourcesOf('cluster').flatMap(({ text }) =>
  [...text.matchAll(/^resource "(google_\w+)" "(\w+)" \{\n([\s\S]*?)^\}/gm)].map(
    ([, type = '', name = '', body = '']) => ({ address: `${type}.${name}`, body }),
  ),
);
/** The others are all named by something that is in them. */
const first = resources.filter(
  ({ address, body }) => address !== WAITS && !/\bgoogle_\w+\.\w+/.test(body.replaceAll(WAITS, '')),
);

test.each(first)('$address', ({ body }) => {
  expect(body).toContain(`depends_on = [${WAITS}]`);
});
