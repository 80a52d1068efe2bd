/** What the provider stub answers: the schemas of what a root uses (setup/terraform/encode.mjs). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Source, typesIn } from './sources';

const Schemas = z.object({
  provider: z.string(),
  resource: z.record(z.string(), z.string()),
  data: z.record(z.string(), z.string()),
});

/** Read once: they are megabytes, and each copy of a root is answered from them. */
const read = new Map<string, z.infer<typeof Schemas>>();

function schemasOf(provider: string): z.infer<typeof Schemas> {
  const known = read.get(provider);
  if (known !== undefined) return known;
  const folder = process.env['GAMGUI_TERRAFORM_SCHEMAS'];
  if (!folder) throw new Error('GAMGUI_TERRAFORM_SCHEMAS is not set: run `npm test -- terraform`');
  const text = readFileSync(join(folder, `${provider}.json`), 'utf8');
  const schemas = Schemas.parse(JSON.parse(text));
  read.set(provider, schemas);
  return schemas;
}

/** A provider's answer, with its own arguments and the types that the files have of it. */
export function answerFor(provider: string, sources: readonly Source[]): Buffer {
  const schemas = schemasOf(provider);
  const used = (['resource', 'data'] as const).flatMap((kind) =>
    typesIn(sources, kind).map((type) => schemas[kind][type] ?? ''),
  );
  return Buffer.concat([schemas.provider, ...used].map((part) => Buffer.from(part, 'base64')));
}
