/** A Secret that may not be changed: the role that is missing, for that one alone, as commands for whoever may give it. */
import type { ClusterPlace } from '../backends/kubernetes/cluster-place';
import { kubectl, shellLines } from '../diagnostics/commands';
import { Failure } from '../failure';

/** What is to be thrown in place of `why`: a refusal has the way to the role, everything else stays as it is. */
export async function withMissingRole(
  why: unknown,
  secret: string,
  place: ClusterPlace,
  whoami: () => Promise<string>,
): Promise<unknown> {
  if (!(why instanceof Failure) || why.code !== 'forbidden') return why;
  // Who asks is for the commands alone: that it is not known must not hide the refusal.
  const user = await whoami().catch(() => null);
  return new Failure(why.code, why.message, roleWords(secret, user, place), why);
}

function roleWords(secret: string, user: string | null, place: ClusterPlace): string {
  const commands = user === null ? undefined : roleCommands(secret, user, place);
  const needed = `Needed is a role with get and patch on the Secret ${secret} alone`;
  return commands === undefined
    ? `${needed}. Ask the administrator of the cluster.`
    : `${needed}. The administrator of the cluster gives it with:\n${commands}`;
}

function roleCommands(secret: string, user: string, place: ClusterPlace): string | undefined {
  const role = `gamgui-save-${secret}`;
  return shellLines(
    kubectl(place, [
      ...['create', 'role', role, '--verb=get,patch', '--resource=secrets'],
      `--resource-name=${secret}`,
    ]),
    kubectl(place, ['create', 'rolebinding', role, `--role=${role}`, `--user=${user}`]),
  );
}
