// @ts-check
import { statSync } from 'node:fs';
import { sessionImage } from './image/image.mjs';
import { say, sayError } from './lib/say.mjs';

// `npm run image`: the session image, in an archive that Docker and containerd take.

try {
  const { archive, name } = await sessionImage();
  say(`${name}: ${(statSync(archive).size / 1e6).toFixed(1)} MB compressed`);
  process.stdout.write(`${archive}\n`);
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
