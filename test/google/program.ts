/** The stand-in as a program of its own, for tests that start it and steer it from outside. */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { SCOPES } from '../../main/google/scopes';
import { PROJECT, readCluster, shownClusters } from './cluster';
import { startGoogle } from './stand-in';
import { CLIENT, GCLOUD, type World } from './world';

/** What can be asked of it, one in a line; each is answered by a line. */
const Command = z.discriminatedUnion('do', [
  /** What the next visits of the browser end with. */
  z.object({ do: z.literal('allow'), email: z.string() }),
  z.object({ do: z.literal('refuse'), error: z.string() }),
  /** Ends every sign-in of an account. */
  z.object({ do: z.literal('revoke'), email: z.string() }),
  /** The organisation wants a new sign-in. */
  z.object({ do: z.literal('reauth'), email: z.string(), wanted: z.boolean() }),
  z.object({ do: z.literal('latency'), ms: z.number() }),
  z.object({ do: z.literal('fail'), host: z.string(), status: z.number(), times: z.number() }),
  /** Answers with a file of Application Default Credentials of the kind authorized_user. */
  z.object({ do: z.literal('credentials'), email: z.string() }),
  /** Answers with what was asked of it, and what no real client would ask. */
  z.object({ do: z.literal('report') }),
]);
type Command = z.infer<typeof Command>;

function obey(world: World, command: Command): object {
  switch (command.do) {
    case 'allow':
      world.consent = { kind: 'allow', email: command.email };
      break;
    case 'refuse':
      world.consent = { kind: 'refuse', error: command.error };
      break;
    case 'revoke':
      world.revoke(command.email);
      break;
    case 'reauth':
      if (command.wanted) world.reauth.add(command.email);
      else world.reauth.delete(command.email);
      break;
    case 'latency':
      world.latencyMs = command.ms;
      break;
    case 'fail': {
      const { host, status, times } = command;
      world.fail(host, { kind: 'answer', status, body: {} }, times);
      break;
    }
    case 'credentials':
      return {
        type: 'authorized_user',
        client_id: GCLOUD.id,
        client_secret: GCLOUD.secret,
        refresh_token: world.remember(command.email, GCLOUD.id, SCOPES),
      };
    case 'report':
      return { log: world.log, unexpected: world.unexpected };
  }
  return {};
}

/** Runs until its stdin ends. @returns the exit code: 1 where something was asked that no real client would ask */
export async function program(stateFile: string | undefined): Promise<number> {
  const cluster = stateFile === undefined ? null : readCluster(stateFile);
  const google = await startGoogle(cluster === null ? {} : { cluster });
  const { world } = google;
  if (cluster !== null) world.clusters.push(...shownClusters(cluster));
  const say = (words: object) => process.stdout.write(`${JSON.stringify(words)}\n`);
  const { proxy, caFile } = google;
  say({ proxy, caFile, socket: cluster?.socket ?? null, client: CLIENT, project: PROJECT });
  const lines = createInterface({ input: process.stdin });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => lines.close());
  for await (const line of lines) say(obey(world, Command.parse(JSON.parse(line))));
  await google.close();
  for (const words of world.unexpected) process.stderr.write(`unexpected: ${words}\n`);
  return world.unexpected.length > 0 ? 1 : 0;
}
