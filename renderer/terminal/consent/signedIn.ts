/** What is said when GAM on this computer has been given a new sign-in. Pure. */
import type { Job, TenantFinding } from '../../../preload/contract';
import { visible } from '../../../preload/visible';

/** Whether a run of GAM has changed the administrator's sign-in (`gam oauth create`, `update`). */
export function hasSignedIn({ argv, exit }: Job): boolean {
  const isOauth = (word: string) => /^oauth2?$/i.test(word);
  const act = argv[argv.findIndex(isOauth) + 1] ?? '';
  const isWell = exit !== null && 'code' in exit && exit.code === 0;
  return isWell && argv.some(isOauth) && /^(create|request|update)$/i.test(act);
}

/** What a look at the tenant's credentials found: the worst of it, with what to do, or who has signed in. */
export function signedInWords(findings: readonly TenantFinding[]): {
  isWell: boolean;
  text: string;
} {
  const first = (kind: TenantFinding['kind']) => findings.find((one) => one.kind === kind);
  const worst = first('bad') ?? first('warn');
  if (worst === undefined) return { isWell: true, text: visible(findings[0]?.text ?? '') };
  return { isWell: false, text: visible([worst.text, worst.fix].filter(Boolean).join(' ')) };
}
