// @ts-check
import protobuf from 'protobufjs';

// What the provider stub answers when Terraform asks for schemas, in the protocol's own encoding:
// https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin5.proto (the parts that are used).

const { root } = protobuf.parse(
  `syntax = "proto3";
message Attribute {
  string name = 1; bytes type = 2; bool required = 4; bool optional = 5; bool computed = 6;
}
enum Nesting { INVALID = 0; SINGLE = 1; LIST = 2; SET = 3; }
message NestedBlock {
  string type_name = 1; Block block = 2; Nesting nesting = 3; int64 min_items = 4; int64 max_items = 5;
}
message Block { int64 version = 1; repeated Attribute attributes = 2; repeated NestedBlock block_types = 3; }
message Schema { int64 version = 1; Block block = 2; }
message Response {
  Schema provider = 1; map<string, Schema> resource_schemas = 2; map<string, Schema> data_source_schemas = 3;
}`,
  { keepCase: true },
);

/**
 * All that a provider has. As encoded, each is a whole answer with that one schema in it, in base64: such answers one
 * after the other are again an answer, so that a stub can have just what is used. Terraform takes seconds to read all.
 * @template T
 * @typedef {object} Schemas
 * @property {T} provider its own arguments
 * @property {Record<string, T>} resource by type, such as `google_project_service`
 * @property {Record<string, T>} data data sources, by type
 */

/** @typedef {import('./convert.mjs').Block} Block */

/**
 * @param {Schemas<Block>} schemas
 * @returns {Schemas<string>} each as a `GetProviderSchema.Response` in base64
 */
export function encode({ provider, resource, data }) {
  return {
    provider: answer({ provider: schema(provider) }),
    resource: each(resource, (named) => ({ resource_schemas: named })),
    data: each(data, (named) => ({ data_source_schemas: named })),
  };
}

/**
 * @param {Record<string, Block>} blocks
 * @param {(named: Record<string, object>) => object} wrap
 */
function each(blocks, wrap) {
  const all = Object.entries(blocks);
  return Object.fromEntries(
    all.map(([name, block]) => [name, answer(wrap({ [name]: schema(block) }))]),
  );
}

/** @param {object} content */
function answer(content) {
  const Response = root.lookupType('Response');
  return Buffer.from(Response.encode(Response.fromObject(content)).finish()).toString('base64');
}

/** @param {Block} block */
const schema = (block) => ({ block: encoded(block) });

/**
 * @param {Block} block
 * @returns {object} as the protocol has it: types are bytes
 */
function encoded({ attributes, block_types: blocks }) {
  return {
    attributes: attributes.map((one) => ({ ...one, type: Buffer.from(JSON.stringify(one.type)) })),
    block_types: blocks.map((one) => ({ ...one, block: encoded(one.block) })),
  };
}
