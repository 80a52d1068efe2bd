/** How a session's objects are named and marked in the cluster: by this they are found again, from any computer. */
import type { SessionId } from '../../../../preload/contract';

/** The container of the pod in which the agent runs. */
export const CONTAINER = 'session';

/** What a session's objects say of it beyond labels. */
export const ANNOTATIONS = {
  /** The owner's name as the API server knows it. */
  owner: 'gamgui.dev/owner',
  /** The session's specification, JSON. */
  spec: 'gamgui.dev/spec',
  /** When Kubernetes ends it whatever runs, RFC 3339: whoever tidies up may remove it then. Its life is its agent's to know. */
  expires: 'gamgui.dev/expires-at',
  /** By whose act a spare became a session: a random text, by which who lost the answer finds their own again. */
  claim: 'gamgui.dev/claim',
  /** For a gateway, where the settings name one: service, host and path. */
  service: 'gamgui.dev/service-name',
  ingressHost: 'gamgui.dev/ingress-host',
  ingressPath: 'gamgui.dev/ingress-path',
} as const;

/** The pod of a session, and its volume claim where it has one. */
export function podName(id: SessionId): string {
  return `gamgui-${id}`;
}
