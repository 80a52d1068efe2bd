// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// A provider that knows its schemas and can do nothing: what Terraform needs to check arguments, and to run its own
// tests with mocked resources. It speaks the plugin protocol, version 5; what it answers was encoded beforehand.
// Started as `stub.mjs FILE-OF-SCHEMAS MODULES`, MODULES being the package.json that grpc is resolved from.

const [, , schemas = '', modules = ''] = process.argv;
/** @type {typeof import('@grpc/grpc-js')} */
const grpc = createRequire(modules)('@grpc/grpc-js');

/** @param {Buffer} bytes */
const asIs = (bytes) => bytes;
/** @param {string} path @param {(request: Buffer) => Buffer} answer */
const method = (path, answer) => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
  answer,
});

const nothing = () => Buffer.alloc(0);
const methods = {
  GetSchema: method('/tfplugin5.Provider/GetSchema', () => readFileSync(schemas)),
  // The request's only field and the answer's first are both the configuration.
  PrepareProviderConfig: method('/tfplugin5.Provider/PrepareProviderConfig', asIs),
  ValidateResourceTypeConfig: method('/tfplugin5.Provider/ValidateResourceTypeConfig', nothing),
  ValidateDataSourceConfig: method('/tfplugin5.Provider/ValidateDataSourceConfig', nothing),
  Configure: method('/tfplugin5.Provider/Configure', nothing),
  Stop: method('/tfplugin5.Provider/Stop', nothing),
  Shutdown: method('/plugin.GRPCController/Shutdown', () => {
    setImmediate(() => process.exit(0));
    return nothing();
  }),
};

const server = new grpc.Server({ 'grpc.max_send_message_length': -1 });
server.addService(
  methods,
  Object.fromEntries(
    Object.entries(methods).map(([name, { answer }]) => [
      name,
      /** @type {import('@grpc/grpc-js').handleUnaryCall<Buffer, Buffer>} */
      ({ request }, done) => done(null, answer(request)),
    ]),
  ),
);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|\n`);
});
// Terraform that was killed ends no plugins.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 1000);
