// @ts-check
// `collect-release.mjs FROM TO`: what people download, and the metadata of updates, from the folder of electron-builder.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [, , from = '', to = ''] = process.argv;
const GIVEN = /\.(AppImage|deb|dmg|zip|exe|blockmap)$|^latest.*\.yml$/;
const files = readdirSync(from, { withFileTypes: true })
  .filter((entry) => entry.isFile() && GIVEN.test(entry.name))
  .map(({ name }) => name);
if (!files.some((name) => name.startsWith('latest'))) {
  console.error(
    `${from} has no metadata of updates (latest*.yml), so no app would hear of this release.`,
  );
  process.exit(1);
}
mkdirSync(to, { recursive: true });
for (const name of files) copyFileSync(join(from, name), join(to, name));
console.log(files.join('\n'));
