/** A session's pod as the cluster sees it. What is in a pod may be a lie: texts are made visible and cut short. */
import { z } from 'zod';
import type { Outcome } from '../../../preload/contract';
import { CONTAINER } from '../../backends/kubernetes/pods/names';
import { serverWords } from '../../backends/kubernetes/rest/words';
import { type Check, failed, passed, unchecked, warned } from '../check';
import type { ClusterLook } from '../cluster/look';
import { ifReadable, orFailed } from '../cluster/tell';
import { wayChecks } from '../cluster/way';
import { commandField, kubectl } from '../commands';
import { eventsOutcome, PodEvent } from './events';
import { logText } from './log';

const text = z.string().nullish();
const Ended = z.object({ exitCode: z.number(), reason: text, finishedAt: text });
const State = z.object({
  running: z.object({ startedAt: text }).nullish(),
  waiting: z.object({ reason: text, message: text }).nullish(),
  terminated: Ended.nullish(),
});
/** What is looked at of a pod. */
export const SeenPod = z.object({
  metadata: z.object({ uid: z.string(), deletionTimestamp: text }),
  spec: z.object({ nodeName: text, activeDeadlineSeconds: z.number().nullish() }).optional(),
  status: z
    .object({
      phase: text,
      reason: text,
      message: text,
      startTime: text,
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), reason: text, message: text }))
        .nullish(),
      containerStatuses: z
        .array(
          z.object({
            name: z.string(),
            restartCount: z.number(),
            imageID: text,
            state: State.nullish(),
            lastState: State.nullish(),
          }),
        )
        .nullish(),
    })
    .optional(),
});
export type SeenPod = z.infer<typeof SeenPod>;

const LINES = 20;

/** The checks of the pod with this name; `look` is at the place that the session is in. */
export function podChecks(look: ClusterLook, name: string): Check[] {
  let pod: SeenPod | null = null;
  const of = (tell: (seen: SeenPod) => Outcome) => async () =>
    pod === null ? unchecked('The pod was not read.') : tell(pod);
  const [found] = wayChecks(look);
  return [
    ...(found === undefined ? [] : [found]),
    {
      id: 'pod',
      title: 'Pod',
      needs: 'found',
      run: ({ signal, names }) =>
        orFailed(look, 'It cannot be read', async () => {
          names.add('object', name);
          pod = await look.get(SeenPod, { resource: 'pods', name }, signal);
          return passed(name);
        }),
    },
    {
      id: 'phase',
      title: 'Phase',
      needs: 'pod',
      run: of((seen) => phaseOutcome(seen, describing(look, name))),
    },
    {
      id: 'container',
      title: 'Container',
      needs: 'pod',
      run: of((seen) => containerOutcome(seen, describing(look, name))),
    },
    {
      id: 'node',
      title: 'Node and image',
      needs: 'pod',
      run: async ({ names }) =>
        pod === null
          ? unchecked('The pod was not read.')
          : nodeOutcome(pod, names.add('node', pod.spec?.nodeName ?? '')),
    },
    { id: 'deadline', title: 'Last end', needs: 'pod', run: of(deadlineOutcome) },
    {
      id: 'events',
      title: 'Events',
      needs: 'pod',
      run: ({ signal }) =>
        ifReadable(look, { what: 'Not read', unreadable: 'You may not list events.' }, async () => {
          if (pod === null) return unchecked('The pod was not read.');
          const query = `fieldSelector=${encodeURIComponent(`involvedObject.uid=${pod.metadata.uid}`)}`;
          const events = await look.list(PodEvent, { resource: 'events', query }, signal);
          const command = kubectl(look.place, [
            'get',
            'events',
            '--field-selector',
            `involvedObject.name=${name}`,
          ]);
          return eventsOutcome(events, command);
        }),
    },
    {
      id: 'log',
      title: 'Log',
      needs: 'pod',
      run: ({ signal }) =>
        ifReadable(
          look,
          { what: 'Not read', unreadable: 'You may not read logs of pods.' },
          async () => {
            const query = `container=${CONTAINER}&tailLines=${LINES}&limitBytes=16384`;
            const path = look.path({ resource: `pods/${encodeURIComponent(name)}/log`, query });
            const doing = { verb: 'get', resource: 'pods/log', name } as const;
            const { status, text: log } = await look.reader.reply({ path, doing }, signal);
            if (status !== 200)
              return unchecked(
                `The cluster answered ${status}: its node may be away, or nothing was written yet.`,
              );
            const lines = logText(log);
            if (lines === '') return passed('Nothing was written');
            const count = lines.split('\n').length;
            return passed(count === 1 ? 'The last line' : `The last ${count} lines`, lines);
          },
        ),
    },
  ];
}

function describing(look: ClusterLook, name: string): { command?: string } {
  return commandField(kubectl(look.place, ['describe', 'pod', name]));
}

/** Phase and conditions. Pure. */
export function phaseOutcome(
  { metadata, status }: SeenPod,
  command: { command?: string },
): Outcome {
  const phase = serverWords(status?.phase ?? 'Unknown');
  const why = serverWords([status?.reason, status?.message].filter(Boolean).join(': '));
  if (metadata.deletionTimestamp)
    return warned({
      what: 'It is being removed',
      why: `Its end was asked for. ${why}`.trim(),
      fix: 'Wait until it is gone.',
      ...command,
    });
  const wrong = (status?.conditions ?? []).filter(({ type, status: is }) =>
    type === 'DisruptionTarget' ? is === 'True' : is === 'False',
  );
  const conditions = wrong.map(({ type, reason, message }) =>
    serverWords([type, reason, message].filter(Boolean).join(': ')),
  );
  if (phase === 'Running' && conditions.length === 0) return passed('Running, all conditions met');
  if (phase === 'Succeeded') return passed('It has ended');
  const trouble = {
    what: phase,
    why: [why, ...conditions].filter(Boolean).join('. ') || 'The cluster does not say why.',
    fix: 'Read what the cluster says of it:',
    ...command,
  };
  return phase === 'Failed' || phase === 'Unknown' ? failed(trouble) : warned(trouble);
}

function own(pod: SeenPod) {
  return pod.status?.containerStatuses?.find(({ name }) => name === CONTAINER);
}

/** How its container stands, and how it ended the last time. Pure. */
export function containerOutcome(pod: SeenPod, command: { command?: string }): Outcome {
  const container = own(pod);
  if (container === undefined) return unchecked('There is no container yet.');
  const { state, lastState, restartCount } = container;
  const before = lastState?.terminated;
  const last = before
    ? ` The last time it ended with ${endWords(before)}${before.finishedAt ? ` at ${serverWords(before.finishedAt)}` : ''}.`
    : '';
  if (state?.running && restartCount === 0) return passed('Running, never started again');
  if (state?.running)
    return warned({
      what: `Started again ${restartCount === 1 ? 'once' : `${restartCount} times`}`,
      why: `It runs.${last} Files and output are there; what ran then was ended.`,
      fix:
        before?.reason === 'OOMKilled'
          ? 'Choose a larger size for the next session.'
          : 'If it happens again, read what the cluster says:',
      ...command,
    });
  if (state?.terminated)
    return failed({
      what: 'It has ended',
      why: `It ended with ${endWords(state.terminated)}.`,
      fix: 'Make a new session, or read what the cluster says:',
      ...command,
    });
  const waits = serverWords(
    [state?.waiting?.reason, state?.waiting?.message].filter(Boolean).join(': '),
  );
  return failed({
    what: 'It does not run',
    why: `${waits || 'The cluster does not say why'}.${last}`,
    fix: 'Read what the cluster says:',
    ...command,
  });
}

function endWords({ exitCode, reason }: z.infer<typeof Ended>): string {
  if (reason === 'OOMKilled') return 'no memory left (OOMKilled)';
  return `exit code ${exitCode}${reason ? ` (${serverWords(reason)})` : ''}`;
}

/** Pure; `node`: its name, empty where there is none yet. */
export function nodeOutcome(pod: SeenPod, node: string): Outcome {
  if (node === '') return unchecked('No node has taken it yet.');
  const digest = /sha256:[0-9a-f]{12}/.exec(own(pod)?.imageID ?? '')?.[0];
  return passed(`${serverWords(node)}${digest === undefined ? '' : `, image ${digest}`}`);
}

/** When Kubernetes ends it whatever runs. Pure. */
export function deadlineOutcome({ spec, status }: SeenPod): Outcome {
  const since = Date.parse(status?.startTime ?? '');
  const seconds = spec?.activeDeadlineSeconds ?? null;
  if (Number.isNaN(since) || seconds === null) return unchecked('The pod says none.');
  const at = new Date(since + seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
  return passed(`Kubernetes ends it at ${at} UTC whatever runs`);
}
