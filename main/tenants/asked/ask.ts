/** Asks Google, through GAM in a session of the tenant, whether it takes the credentials; step by step. */
import type { KeptTenant, TenantFinding } from '../../../preload/contract';
import { checkService, INFO, REFRESH } from './commands';
import { type Answer, judgeService, judgeSignIn, signInOfInfo } from './judge';

/** Runs a command in the session to its end. @throws Failure: the session was lost */
export type Run = (argv: readonly string[]) => Promise<Answer>;

/** `step` is told what is being asked. A tenant without a key has no sign-in of an administrator. */
export async function askGoogle(
  { source }: KeptTenant,
  run: Run,
  step: (text: string) => void,
): Promise<TenantFinding[]> {
  const service = async (admin: string) => {
    step('Asking Google about the service account');
    return judgeService(await run(checkService(admin)));
  };
  if (source.kind === 'keyless') return service(source.admin);
  step('Having the sign-in renewed by Google');
  const refreshed = await run(REFRESH);
  if (refreshed.code !== 0) return judgeSignIn(refreshed, null);
  step('Asking Google for its permissions');
  const info = await run(INFO);
  const findings = judgeSignIn(refreshed, info);
  const { admin } = signInOfInfo(info.stdout);
  return admin === null ? findings : [...findings, ...(await service(admin))];
}
