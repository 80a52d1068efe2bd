// @ts-check
/**
 * The schema of one resource type, read from the sources of its class in a `@cdktf/provider-…` package: HashiCorp
 * generates them from the provider's own schema, and each member has a comment that says how it was declared there.
 * The sources are whole in the source map at the end of the compiled file.
 */

/**
 * As Terraform's protocol has them; `type` is a type in Terraform's JSON notation, such as `["list","string"]`.
 * @typedef {string | readonly unknown[]} Type
 * @typedef {{ name: string, type: Type, required: boolean, optional: boolean, computed: boolean }} Attribute
 * @typedef {'SINGLE' | 'LIST' | 'SET'} Nesting
 * @typedef {{ type_name: string, nesting: Nesting, min_items: number, max_items: number, block: Block }} NestedBlock
 * @typedef {{ attributes: Attribute[], block_types: NestedBlock[] }} Block
 */

const CLASS = /^export class (\w+) extends cdktf\.(Terraform\w+|ComplexObject) \{\n([\s\S]*?)^\}/gm;
const MEMBER =
  /^ {2}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n(( {2}private .*\n)?.*\n.*)/gm;
const OBJECT = / = new (\w+?)(List|OutputReference)\(this, "\w+"(?:, (true|false))?\)/;
const MAP = / = new cdktf\.(\w+)\(this/;
const GETTER =
  /return (?:cdktf\.Token\.asNumberList\()?(cdktf\.Fn\.tolist\()?this\.(get\w+Attribute|interpolationForAttribute)\(/;
/** A provider's own arguments have no getters that say it. */
const DECLARED = /private _\w+\?: (string\[\]|string|number|boolean|\{)/;
const OBJECTS = /private _\w+\?: ([A-Z]\w+)\[\]/;
const INTERFACE = /^export interface (\w+) \{\n([\s\S]*?)^\}/gm;
const FIELD = /^ {2}readonly (\w+)(\?)?: (string\[\]|string|number|boolean|\{)/gm;

/** What getters and declarations say. @type {Readonly<Record<string, Type>>} */
const TYPES = {
  getStringAttribute: 'string',
  getNumberAttribute: 'number',
  getBooleanAttribute: 'bool',
  getListAttribute: ['list', 'string'],
  getNumberListAttribute: ['list', 'number'],
  getStringMapAttribute: ['map', 'string'],
  getNumberMapAttribute: ['map', 'number'],
  getBooleanMapAttribute: ['map', 'bool'],
  getAnyMapAttribute: 'dynamic',
  interpolationForAttribute: 'dynamic',
  StringMap: ['map', 'string'],
  NumberMap: ['map', 'number'],
  BooleanMap: ['map', 'bool'],
  AnyMap: ['map', 'string'],
  StringMapList: ['list', ['map', 'string']],
  string: 'string',
  number: 'number',
  boolean: 'bool',
  'string[]': ['list', 'string'],
  '{': ['map', 'string'],
};

/**
 * @param {string} compiled the text of an `index.js`
 * @returns {string} the TypeScript that it was made from
 */
export function sourceOf(compiled) {
  const mark = 'sourceMappingURL=data:application/json;base64,';
  const at = compiled.lastIndexOf(mark);
  if (at === -1) throw new Error('the file has no source map');
  const map = JSON.parse(Buffer.from(compiled.slice(at + mark.length), 'base64').toString('utf8'));
  return map.sourcesContent[0];
}

/**
 * @param {string} source TypeScript of all classes of one resource, data source or provider
 * @returns {Block} throws where a member is declared in a way that is not known
 */
export function convert(source) {
  /** @type {Map<string, string>} */
  const classes = new Map();
  let main = '';
  for (const [, name = '', body = ''] of source.matchAll(INTERFACE)) classes.set(name, body);
  for (const [, name = '', parent = '', body = ''] of source.matchAll(CLASS)) {
    classes.set(name, body);
    if (parent !== 'ComplexObject') main = name;
  }
  if (main === '') throw new Error('the sources have no class of a resource');
  return blockOf(main, classes);
}

/**
 * @param {string} name of a class
 * @param {ReadonlyMap<string, string>} classes their bodies, and those of interfaces
 * @returns {Block}
 */
function blockOf(name, classes) {
  const body = classes.get(name);
  if (body === undefined) throw new Error(`the sources have no class ${name}`);
  /** @type {Block} */
  const block = { attributes: [], block_types: [] };
  for (const [, member = '', computed, optional, required, code = ''] of body.matchAll(MEMBER)) {
    const flags = {
      computed: computed === 'true',
      optional: optional === 'true',
      required: required === 'true',
    };
    const [, object, kind, isSet] = OBJECT.exec(code) ?? [];
    const [, given] = OBJECTS.exec(code) ?? [];
    if (given !== undefined) {
      block.block_types.push(list(member, interfaceOf(classes.get(given) ?? '')));
      continue;
    }
    if (object === undefined) {
      block.attributes.push({ name: member, type: typeOf(member, code), ...flags });
      continue;
    }
    const inner = blockOf(`${object}OutputReference`, classes);
    if (flags.computed && !flags.optional) {
      const type = collection(isSet === 'true', objectOf(inner));
      block.attributes.push({ name: member, type, ...flags });
      continue;
    }
    block.block_types.push({
      type_name: member,
      // The one block of these providers that is no list.
      nesting: member === 'timeouts' ? 'SINGLE' : isSet === 'true' ? 'SET' : 'LIST',
      min_items: flags.required && member !== 'timeouts' ? 1 : 0,
      max_items: kind === 'OutputReference' && member !== 'timeouts' ? 1 : 0,
      block: inner,
    });
  }
  return block;
}

/**
 * A block in a provider's own arguments, of which there is an interface alone.
 * @param {string} body
 * @returns {Block}
 */
function interfaceOf(body) {
  const attributes = [...body.matchAll(FIELD)].map(([, name = '', optional, type = '']) => ({
    name: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    type: TYPES[type] ?? 'string',
    required: optional === undefined,
    optional: optional !== undefined,
    computed: false,
  }));
  return { attributes, block_types: [] };
}

/**
 * @param {string} name
 * @param {Block} block
 * @returns {NestedBlock}
 */
function list(name, block) {
  return { type_name: name, nesting: 'LIST', min_items: 0, max_items: 1, block };
}

/**
 * @param {string} member
 * @param {string} code the lines after its comment
 * @returns {Type}
 */
function typeOf(member, code) {
  const [, tolist, getter] = GETTER.exec(code) ?? [];
  const [, map] = MAP.exec(code) ?? [];
  const [, declared] = DECLARED.exec(code) ?? [];
  const type = TYPES[map ?? getter ?? declared ?? ''];
  if (type === undefined) throw new Error(`the type of ${member} is not known: ${code.trim()}`);
  return tolist !== undefined && Array.isArray(type) ? collection(true, String(type[1])) : type;
}

/**
 * @param {boolean} isSet
 * @param {Type} element
 * @returns {Type}
 */
function collection(isSet, element) {
  return [isSet ? 'set' : 'list', element];
}

/**
 * @param {Block} block of which nothing can be set
 * @returns {Type}
 */
function objectOf({ attributes, block_types: blocks }) {
  const own = attributes.map(({ name, type }) => [name, type]);
  const inner = blocks.map(({ type_name: name, nesting, block }) => [
    name,
    collection(nesting === 'SET', objectOf(block)),
  ]);
  return ['object', Object.fromEntries([...own, ...inner])];
}
