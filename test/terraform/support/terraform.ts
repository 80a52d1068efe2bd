/** Terraform on a copy of a root, with stubs for its providers. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PROVIDERS } from '../../../setup/terraform/schemas.mjs';
import { answerFor } from './schemas';
import { type Source, sourcesOf, TERRAFORM } from './sources';

/** What a run of Terraform came to. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of a root, in which files may be changed. */
export interface Copy {
  readonly folder: string;
  /** Runs Terraform there. */
  run(...args: string[]): Promise<Run>;
  /** Takes the copy away. */
  remove(): void;
}

/** The roots: folders of `terraform/` that say which providers they need. */
export function roots(): string[] {
  return readdirSync(TERRAFORM, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => readdirSync(join(TERRAFORM, name)).includes('versions.tf'));
}

/** All of `terraform/` is copied, since roots may read files beside them; but no one's own values, which tests are not about. */
export function copyOf(root: string): Copy {
  const home = mkdtempSync(join(tmpdir(), 'gamgui-terraform-'));
  cpSync(TERRAFORM, join(home, 'terraform'), {
    recursive: true,
    filter: (path) => !path.includes('.terraform') && !path.endsWith('.tfvars'),
  });
  const env = { ...process.env, ...withStubs(home, sourcesOf(root)) };
  const folder = join(home, 'terraform', root);
  return {
    folder,
    run: (...args) => terraform(args, folder, env),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function terraform(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((done) => {
    const options = { cwd, env, maxBuffer: 64 * 1024 * 1024 };
    execFile('terraform', args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      done({ code, stdout, stderr });
    });
  });
}

/** Programs that stand in for the providers, and the variables by which Terraform takes them. */
function withStubs(home: string, sources: readonly Source[]): NodeJS.ProcessEnv {
  const overrides = PROVIDERS.map(({ name }) => {
    const folder = join(home, 'providers', name);
    mkdirSync(folder, { recursive: true });
    const stub = join(folder, `terraform-provider-${name}`);
    const answer = join(folder, 'schemas');
    writeFileSync(answer, answerFor(name, sources));
    const words = [process.execPath, resolve('setup/terraform/stub.mjs'), answer];
    const command = [...words, resolve('package.json')].map((word) => `'${word}'`).join(' ');
    writeFileSync(stub, `#!/bin/sh\nexec ${command}\n`);
    chmodSync(stub, 0o755);
    return `    "hashicorp/${name}" = "${folder}"`;
  });
  const config = join(home, 'terraform.rc');
  const lines = ['provider_installation {', '  dev_overrides {', ...overrides, '  }', '}', ''];
  writeFileSync(config, lines.join('\n'));
  return { TF_CLI_CONFIG_FILE: config, TF_DISABLE_PLUGIN_TLS: '1', CHECKPOINT_DISABLE: '1' };
}
