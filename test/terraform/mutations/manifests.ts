/** Mutations of the manifests: each field is made another, one that allows more where there is such a one. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { TERRAFORM } from '../support/sources';
import type { Mutation } from './mutation';

const FOLDER = 'manifests';

/**
 * What keeps a workspace safe: by object, where in it ("spec.egress.0": all fields in there), and the words of the assertion
 * that must fail when one of them is another.
 */
export type Keeps = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Fields that no assertion is on, as `object: path`, and why not. */
export type Exempt = readonly [fields: RegExp, why: string];

/** A field of an object of the manifests. A list of words is one field. */
export interface Field {
  /** "CronJob/reaper". */
  readonly object: string;
  readonly path: readonly (string | number)[];
  /** What is there; absent: nothing. */
  readonly value?: unknown;
}

/** Where a field is, as a person writes it: "spec.rules.0.verbs". */
export const pathOf = ({ path }: Field): string => path.join('.');

const fileNames = (folder: string) =>
  ['system', 'team', 'keyless'].flatMap((part) =>
    readdirSync(join(folder, FOLDER, part))
      .filter((name) => name !== 'kustomization.yaml')
      .map((name) => join(folder, FOLDER, part, name)),
  );

const documentsIn = (file: string): Document[] => [
  ...parseAllDocuments(readFileSync(file, 'utf8')),
];

function nameOf(document: Document): string {
  return `${document.getIn(['kind'])}/${document.getIn(['metadata', 'name'])}`;
}

/** All fields of all objects. */
export function fieldsOfManifests(): Field[] {
  const documents = fileNames(join(TERRAFORM, 'workspace')).flatMap(documentsIn);
  return documents.flatMap((document) => fieldsOf(nameOf(document), document.contents, []));
}

function fieldsOf(object: string, node: unknown, path: Field['path']): Field[] {
  const inside = isMap(node)
    ? node.items.map(({ key, value }) => [String(key), value] as const)
    : isSeq(node) && !node.items.every(isScalar)
      ? node.items.map((item, index) => [index, item] as const)
      : [];
  if (inside.length > 0)
    return inside.flatMap(([key, value]) => fieldsOf(object, value, [...path, key]));
  const value = isScalar(node) || isMap(node) || isSeq(node) ? node.toJSON() : undefined;
  return [{ object, path, value }];
}

/** The mutation that puts a value into a field. */
export function mutationOf(field: Field, says: string, value: unknown): Mutation {
  return {
    where: `${field.object}: ${pathOf(field)}`,
    what: `${field.object}: ${pathOf(field)}: ${JSON.stringify(value)}`,
    says,
    apply: (folder) => {
      for (const file of fileNames(folder)) {
        const documents = documentsIn(file);
        const [document] = documents.filter((one) => nameOf(one) === field.object);
        if (document === undefined) continue;
        document.setIn(field.path, document.createNode(value));
        writeFileSync(
          file,
          documents.map((one) => one.toString({ directives: false })).join('---\n'),
        );
        return;
      }
      throw new Error(`the manifests have no ${field.object}`);
    },
  };
}

/** Another value for a field, one that allows more where there is such a one. */
export function other({ path, value }: Field): unknown {
  const name = path.at(-1);
  if (name === 'expression') return 'true';
  if (name === 'cidr') return '0.0.0.0/0';
  if (name === 'drop') return [];
  if (Array.isArray(value)) return [...value, '*'];
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return 1 - value;
  if (typeof value === 'object') return { other: 'x' };
  return `other-${value}`;
}
