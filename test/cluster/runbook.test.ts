/** The runbook, terraform/README.md, word for word, as far as it needs no Google. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kubectl, kubectlCommand, sessionImage } from './support/cluster';
import { noSystem } from './support/workspace';

if (noSystem !== null) console.warn(`skipped: ${noSystem}`);

/** A step of the runbook, by its heading. */
interface Step {
  readonly title: string;
  readonly commands: string;
}

/** The blocks ```sh; those ```sh google are left out. */
function stepsOf(text: string): Step[] {
  return text.split(/^## /m).flatMap((section) => {
    const [title = ''] = section.split('\n', 1);
    const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
      ([, block = '']) => block,
    );
    return blocks.length === 0 ? [] : [{ title, commands: blocks.join('') }];
  });
}

/** The project's folder as the runbook finds it, in which it makes its own my-gamgui: the checkout's may be in use. */
function projectIn(home: string): string {
  const project = join(home, 'project');
  mkdirSync(project);
  for (const name of readdirSync('.').filter((entry) => entry !== 'my-gamgui'))
    symlinkSync(resolve(name), join(project, name));
  return project;
}

const steps = stepsOf(readFileSync('terraform/README.md', 'utf8'));

describe.skipIf(noSystem !== null)('the runbook', () => {
  const home = mkdtempSync(join(tmpdir(), 'gamgui-runbook-'));
  const workspace = `gamgui-test-${randomBytes(4).toString('hex')}`;
  const variables = join(home, 'variables');
  let project: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(() => {
    project = projectIn(home);
    const own = join(home, 'kubectl');
    const { program, args, env: forKubectl } = kubectlCommand([]);
    writeFileSync(own, `#!/bin/sh\nexec '${[program, ...args].join("' '")}' "$@"\n`);
    chmodSync(own, 0o755);
    const person = kubectl(['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}']).trim();
    writeFileSync(variables, '');
    env = {
      ...forKubectl,
      PATH: `${home}:${process.env['PATH'] ?? ''}`,
      // What the blocks of Google would have set.
      ...{ WORKSPACE: workspace, IMAGE: sessionImage ?? '', PERSON: person },
      GAMGUI_PROFILE: join(home, 'profile'),
    };
  });
  afterAll(() => {
    rmSync(home, { recursive: true });
    kubectl(['delete', 'namespace', workspace, '--ignore-not-found', '--wait=false']);
  });

  test.each(steps)('$title', { timeout: 300_000 }, async ({ commands }) => {
    // Each step is a shell of its own with the variables of those before, so that a failure has a step's name.
    const script = `set -euo pipefail; set -a; . '${variables}'; set +a\n${commands}\nexport -p > '${variables}'\n`;
    const file = join(home, 'step.sh');
    writeFileSync(file, script);
    const ran = promisify(execFile)('bash', [file], { cwd: project, env });
    await expect(ran).resolves.toBeDefined();
  });
});
