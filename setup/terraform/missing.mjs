// @ts-check
import { run } from '../lib/run.mjs';

/** Mocked providers that answer a plan already (`override_during`), and validations that name other variables. */
const OLDEST = [1, 11];

/** @returns {Promise<string | null>} what there has to be before Terraform's sources can be tested here, or null */
export async function whyNoTerraform() {
  // A program stands in for a provider, and it is a script with a shebang.
  if (process.platform === 'win32') return 'the tests of terraform/ need Linux or macOS';
  const needed = `they need Terraform ${OLDEST.join('.')} or later in PATH: https://developer.hashicorp.com/terraform/install`;
  try {
    const { code, stdout } = await run('terraform', ['version', '-json']);
    const { terraform_version: version = '' } = code === 0 ? JSON.parse(stdout) : {};
    return isOldEnough(String(version)) ? null : `${needed} (found: ${version || 'none'})`;
  } catch {
    return needed;
  }
}

/** @param {string} version such as `1.11.4` */
function isOldEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest = 0, point = 0] = OLDEST;
  return major > oldest || (major === oldest && minor >= point);
}
