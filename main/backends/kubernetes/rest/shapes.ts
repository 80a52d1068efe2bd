/** What is used of the API server's objects, checked; everything else is let through unread. */
import type {
  CoreV1Event,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodTemplate,
} from '@kubernetes/client-node';
import { z } from 'zod';
import { BadReply } from './trouble';

const strings = z.record(z.string(), z.string());

const Meta = z.looseObject({
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  labels: strings.optional(),
  annotations: strings.optional(),
  creationTimestamp: z.instanceof(Date).optional(),
  deletionTimestamp: z.instanceof(Date).optional(),
});

const Ended = z.looseObject({
  exitCode: z.number(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
const ContainerState = z.looseObject({
  running: z.looseObject({}).optional(),
  waiting: z
    .looseObject({ reason: z.string().optional(), message: z.string().optional() })
    .optional(),
  terminated: Ended.optional(),
});

const Pod = z.looseObject({
  metadata: Meta,
  spec: z
    .looseObject({
      nodeName: z.string().optional(),
      containers: z.array(z.looseObject({ name: z.string(), image: z.string().optional() })),
    })
    .optional(),
  status: z
    .looseObject({
      phase: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .optional(),
      containerStatuses: z
        .array(
          z.looseObject({
            name: z.string(),
            image: z.string(),
            ready: z.boolean(),
            restartCount: z.number(),
            state: ContainerState.optional(),
            lastState: ContainerState.optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

const Event = z.looseObject({
  metadata: Meta,
  type: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

const PodTemplate = z.looseObject({
  metadata: Meta,
  template: z
    .looseObject({
      metadata: z
        .looseObject({ labels: strings.optional(), annotations: strings.optional() })
        .optional(),
      spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }).optional(),
    })
    .optional(),
});

const Claim = z.looseObject({
  metadata: Meta,
  status: z.looseObject({ phase: z.string().optional() }).optional(),
});

/** Where a list goes on, and from where it can be watched. */
export const ListMeta = z.looseObject({
  resourceVersion: z.string(),
  _continue: z.string().optional(),
});

/** The object as it came, when it has the shape that is relied on. @throws BadReply */
function checked<T>(schema: z.ZodType, what: string): (object: T) => T {
  return (object) => {
    const { error } = schema.safeParse(object);
    if (error === undefined) return object;
    const where = error.issues[0]?.path.join('.') ?? '';
    throw new BadReply(`a ${what} in it has an odd ${where || 'shape'}`);
  };
}

export const checkedPod = checked<V1Pod>(Pod, 'pod');
export const checkedEvent = checked<CoreV1Event>(Event, 'event');
export const checkedPodTemplate = checked<V1PodTemplate>(PodTemplate, 'PodTemplate');
export const checkedClaim = checked<V1PersistentVolumeClaim>(Claim, 'volume claim');

/** Who wrote which field when: a large part of each object, and never used. */
export function withoutManagedFields<T extends { metadata?: { managedFields?: unknown } }>(
  object: T,
): T {
  delete object.metadata?.managedFields;
  return object;
}
