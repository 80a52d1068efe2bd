/** client-node's typed APIs on the shared connection, loaded when the first is used: that takes a third of a second. */
import type {
  ConfigurationOptions,
  CoreV1Api,
  V1Pod,
  V1ResourceAttributes,
} from '@kubernetes/client-node';
import { z } from 'zod';
import type { Connection } from './connection';
import { type Call, optionsOf } from './library';
import { BadReply } from './trouble';

const User = z.looseObject({
  status: z.looseObject({ userInfo: z.looseObject({ username: z.string().min(1) }) }),
});
const May = z.looseObject({ status: z.looseObject({ allowed: z.boolean() }) });
const Version = z.looseObject({ gitVersion: z.string().min(1) });

function read<T>(schema: z.ZodType<T>, reply: unknown): T {
  const { data } = schema.safeParse(reply);
  if (data === undefined) throw new BadReply('it lacks what was asked for');
  return data;
}

function load() {
  return Promise.all([
    import('@kubernetes/client-node'),
    // Not among the exports of its index; watches need it, since they are read line by line.
    import('@kubernetes/client-node/dist/gen/models/ObjectSerializer.js'),
  ]);
}

/** The APIs that are used. They throw what trouble.ts defines. */
export class Apis {
  readonly connection: Connection;
  #loaded: ReturnType<typeof load> | null = null;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  #load(): ReturnType<typeof load> {
    this.#loaded ??= load();
    return this.#loaded;
  }

  /** The core API, and the options that each call of it takes. */
  async core(call: Call): Promise<{ core: CoreV1Api; options: ConfigurationOptions }> {
    const [kube] = await this.#load();
    const core = this.connection.access.kubeConfig.makeApiClient(kube.CoreV1Api);
    return { core, options: optionsOf(kube, this.connection, call) };
  }

  /** A pod as a watch sends it, as the APIs would give it. */
  async pod(object: unknown): Promise<V1Pod> {
    const [, { ObjectSerializer }] = await this.#load();
    return ObjectSerializer.deserialize(object, 'V1Pod', '');
  }

  /** Whether the user may do this. */
  async may(resourceAttributes: V1ResourceAttributes, signal?: AbortSignal): Promise<boolean> {
    const [kube] = await this.#load();
    const api = this.connection.access.kubeConfig.makeApiClient(kube.AuthorizationV1Api);
    const options = optionsOf(kube, this.connection, { signal });
    const body = { spec: { resourceAttributes } };
    return read(May, await api.createSelfSubjectAccessReview({ body }, options)).status.allowed;
  }

  /** The user's name as the API server knows it. */
  async user(signal?: AbortSignal): Promise<string> {
    const [kube] = await this.#load();
    const api = this.connection.access.kubeConfig.makeApiClient(kube.AuthenticationV1Api);
    const options = optionsOf(kube, this.connection, { signal });
    return read(User, await api.createSelfSubjectReview({ body: {} }, options)).status.userInfo
      .username;
  }

  /** The API server's version. */
  async version(signal?: AbortSignal): Promise<string> {
    const [kube] = await this.#load();
    const api = this.connection.access.kubeConfig.makeApiClient(kube.VersionApi);
    return read(Version, await api.getCode({}, optionsOf(kube, this.connection, { signal })))
      .gitVersion;
  }
}
