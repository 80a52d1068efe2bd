// @ts-check
import { SetupError, sayError } from './lib/say.mjs';
import { setUp } from './lib/set-up.mjs';
import { build } from './steps/build.mjs';
import { electron } from './steps/electron.mjs';
import { nodePackages } from './steps/node-packages.mjs';
import { packageApp, packagedProgram } from './steps/package.mjs';

// `npm run package` makes the unpacked app in dist/release. `-- --installers` makes this system's
// installers too, for which electron-builder fetches tools; `-- --inspectable` makes the build in
// dist/test that Playwright can drive.

const known = ['--installers', '--inspectable'];

/**
 * @param {string[]} words
 * @returns {import('./steps/package.mjs').PackageOptions}
 */
function optionsFrom(words) {
  const unknown = words.find((word) => !known.includes(word));
  if (unknown) {
    throw new SetupError(`There is no option ${unknown}.`, `Options: ${known.join(', ')}`);
  }
  return {
    installers: words.includes('--installers'),
    inspectable: words.includes('--inspectable'),
  };
}

try {
  const options = optionsFrom(process.argv.slice(2));
  await setUp([nodePackages, electron, build, packageApp(options)]);
  process.stdout.write(`${packagedProgram(options)}\n`);
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
