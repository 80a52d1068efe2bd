// @ts-check
// `check-tag.mjs vX.Y.Z`: the tag has to be the version that the app says of itself, or it would offer itself as an update.
import { readFileSync } from 'node:fs';

const [, , tag = ''] = process.argv;
const file = new URL('../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(file, 'utf8'));
if (tag !== `v${version}`) {
  console.error(
    `The tag is ${tag || 'missing'}, and package.json says ${version}: they have to agree.`,
  );
  process.exit(1);
}
