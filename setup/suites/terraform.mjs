// @ts-check
import { runSteps } from '../lib/step.mjs';
import { nodePackages } from '../steps/node-packages.mjs';
import { schemasDir, terraformSchemas } from '../steps/terraform-schemas.mjs';
import { whyNoTerraform } from '../terraform/missing.mjs';
import { without } from '../testing/outcome.mjs';
import { runVitest } from './unit.mjs';

/**
 * What `terraform/` holds, against the schemas of its providers and without any of them.
 * @type {import('./suite.mjs').Suite}
 */
export const terraform = {
  name: 'terraform',
  needs: [nodePackages],
  run: async (context) => {
    const why = await whyNoTerraform();
    if (why !== null) return without('terraform: all of it', why, context.env['CI'] === 'true');
    await runSteps([terraformSchemas]);
    const env = { ...context.env, GAMGUI_TERRAFORM_SCHEMAS: schemasDir() };
    const flags = ['--config', 'test/terraform/vitest.config.ts'];
    return runVitest('terraform', flags, { ...context, env });
  },
};
