/** The scripts that workflows run, with stand-ins for the programs of others. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from './support';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const REPOSITORY = 'europe-west1-docker.pkg.dev/example/gamgui';
const BASE = `python:3.11-slim-bookworm@${DIGEST}`;
const IMAGE = `${REPOSITORY}/session@${DIGEST}`;

describe('push-image.sh', () => {
  const docker = `[ "$1" = inspect ] && echo '${IMAGE}'; exit 0`;
  /** It knows no image: its one question is whether the tag is there. */
  const gcloud = '[ "$1" != artifacts ]';
  const programs = { docker, gcloud };

  test('builds, pushes, and gives name and digest', () => {
    const ran = run('push-image.sh', [], programs, { REPOSITORY, BASE, TAG: 'image-1' });
    expect(ran.outputs).toBe(`name=${REPOSITORY}/session\ndigest=${DIGEST}\n`);
    expect(ran.calls).toContain(`docker push ${REPOSITORY}/session:image-1`);
    expect(ran.calls.join('\n')).toContain(`--build-arg BASE=${BASE}`);
  });

  test('refuses a base that may be another one tomorrow', () => {
    const ran = run('push-image.sh', [], programs, {
      REPOSITORY,
      BASE: 'python:3',
      TAG: 'image-1',
    });
    expect(ran).toMatchObject({ code: 2, calls: [] });
  });

  test('gives the digest of a tag that is there, and pushes it not again', () => {
    const known = { docker, gcloud: `[ "$1" != artifacts ] || echo '${DIGEST}'` };
    const ran = run('push-image.sh', [], known, { REPOSITORY, BASE, TAG: 'image-1' });
    expect(ran.outputs).toBe(`name=${REPOSITORY}/session\ndigest=${DIGEST}\n`);
    expect(ran.calls[0]).toContain('gcloud auth configure-docker');
    expect(ran.calls.join('\n')).not.toContain('docker build');
    expect(ran.calls.join('\n')).not.toContain('docker push');
  });

  test('pushes nothing that was not built', () => {
    const ran = run(
      'push-image.sh',
      [],
      { docker: 'exit 1', gcloud },
      { REPOSITORY, BASE, TAG: '1' },
    );
    expect(ran.code).toBe(1);
    expect(ran.calls.join('\n')).not.toContain('docker push');
  });
});

describe('sign-image.sh', () => {
  const env = {
    IMAGE,
    SIGNER: 'https://github.com/example/gamgui/.github/workflows/image.yml@refs/tags/image-1',
  };

  test('signs the digest, and checks who signed', () => {
    const { code, calls } = run('sign-image.sh', [], { cosign: '' }, env);
    expect(code).toBe(0);
    expect(calls[0]).toBe(`cosign sign --yes ${IMAGE}`);
    expect(calls[1]).toContain(`--certificate-identity ${env.SIGNER}`);
  });

  test('signs no tag', () => {
    const ran = run(
      'sign-image.sh',
      [],
      { cosign: '' },
      { ...env, IMAGE: `${REPOSITORY}/session:1` },
    );
    expect(ran).toMatchObject({ code: 2, calls: [] });
  });

  test('fails where the signature does not hold', () => {
    expect(run('sign-image.sh', [], { cosign: '[ "$1" = sign ]' }, env).code).not.toBe(0);
  });
});

describe('scan-image.sh', () => {
  const gcloud = (state: string, holes: string) =>
    `case "$2" in docker) echo ${state} ;; vulnerabilities) printf '${holes}' ;; esac`;
  const scan = (state: string, holes: string) =>
    run('scan-image.sh', [], { gcloud: gcloud(state, holes) }, { IMAGE, TRIES: '2', PAUSE: '0' });

  test('is content where there is no hole', () => {
    expect(scan('FINISHED_SUCCESS', '').code).toBe(0);
  });

  test('fails where a hole has a fix, and names it', () => {
    const { code, stderr } = scan('FINISHED_SUCCESS', 'CVE-2026-0001\\n');
    expect(code).toBe(1);
    expect(stderr).toContain('CVE-2026-0001');
  });

  test('fails where the scan does not end', () => {
    expect(scan('SCANNING', '').stderr).toContain('The scan did not end: its state is SCANNING.');
  });

  test('asks again where it was not answered', () => {
    const once = 'mark="$0.asked"; [ -e "$mark" ] || { touch "$mark"; exit 1; }';
    const text = `${once}\n${gcloud('FINISHED_SUCCESS', '')}`;
    const ran = run('scan-image.sh', [], { gcloud: text }, { IMAGE, TRIES: '2', PAUSE: '0' });
    expect(ran.code).toBe(0);
    expect(ran.calls.filter((call) => call.includes(' images describe '))).toHaveLength(2);
  });

  test('fails where it is never answered', () => {
    const gone = { gcloud: 'echo refused >&2; exit 1' };
    const { code, stderr } = run('scan-image.sh', [], gone, { IMAGE, TRIES: '2', PAUSE: '0' });
    expect(code).toBe(1);
    expect(stderr).toContain('refused');
    expect(stderr).toContain('its state is unknown');
  });

  test('fails where the holes cannot be asked for', () => {
    const text = '[ "$2" = docker ] && echo FINISHED_SUCCESS';
    expect(run('scan-image.sh', [], { gcloud: text }, { IMAGE, PAUSE: '0' }).code).not.toBe(0);
  });
});

describe('terraform.sh', () => {
  const terraform = 'exit 0';
  const env = { STATE_BUCKET: 'example-state' };

  test('plans into a file, and shows it', () => {
    const { calls, outputs } = run('terraform.sh', ['plan', 'cluster'], { terraform }, env);
    expect(calls[0]).toContain(
      '-backend-config=bucket=example-state -backend-config=prefix=gamgui/cluster',
    );
    expect(calls[1]).toBe('terraform plan -input=false -lock=false -out=plan');
    expect(calls[2]).toBe('terraform show -no-color plan');
    expect(outputs).toContain('```');
  });

  test('applies that very plan', () => {
    const { calls } = run('terraform.sh', ['apply', 'cluster'], { terraform }, env);
    expect(calls.at(-1)).toMatch(/^terraform apply -input=false -lock-timeout=5m plan$/);
  });

  test('does nothing else', () => {
    const { code, calls } = run('terraform.sh', ['destroy', 'cluster'], { terraform }, env);
    expect(code).toBe(2);
    expect(calls.join()).not.toContain('destroy');
  });
});

describe('check-tag.mjs', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const check = (tag: string) =>
    spawnSync(process.execPath, ['.github/scripts/check-tag.mjs', tag], { encoding: 'utf8' });

  test('takes the app’s own version', () => {
    expect(check(`v${version}`).status).toBe(0);
  });

  test('refuses another', () => {
    expect(check('v0.0.1')).toMatchObject({ status: 1, stderr: expect.stringContaining(version) });
  });
});

describe('collect-release.mjs', () => {
  const collect = (names: readonly string[]) => {
    const from = mkdtempSync(join(tmpdir(), 'gamgui-release-'));
    for (const name of names) writeFileSync(join(from, name), name);
    const to = join(from, 'to');
    try {
      execFileSync(process.execPath, ['.github/scripts/collect-release.mjs', from, to], {
        stdio: 'pipe',
      });
      return readdirSync(to).sort();
    } finally {
      rmSync(from, { recursive: true });
    }
  };

  test('takes installers and the metadata of updates, and nothing else', () => {
    const names = [
      'GamGUI.AppImage',
      'gamgui.deb',
      'latest-linux.yml',
      'builder-debug.yml',
      '.stamp',
    ];
    expect(collect(names)).toEqual(['GamGUI.AppImage', 'gamgui.deb', 'latest-linux.yml']);
  });

  test('fails without the metadata', () => {
    expect(() => collect(['GamGUI.AppImage'])).toThrow('no app would hear of this release');
  });
});
