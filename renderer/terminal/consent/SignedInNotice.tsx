/** GAM on this computer has a new sign-in: what it is good for, at once, and not when it is missed. */
import { useEffect, useRef, useState } from 'react';
import type { Session, TenantFinding } from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Strip } from '../../ui/Problem';
import { hasSignedIn, signedInWords } from './signedIn';

/**
 * What a look at the tenant's credentials found after a run of GAM that signed in while this window was there, or null.
 * Elsewhere than here GAM's files are the session's own: saving them back says what they are good for.
 */
export function useSignedIn({ backend, tenant, job }: Session) {
  const [findings, setFindings] = useState<readonly TenantFinding[] | null>(null);
  const running = useRef<string | null>(null);
  useEffect(() => {
    if (job === null || backend !== 'local') return;
    if (job.endedAt === null) {
      running.current = job.id;
      return;
    }
    const isNews = running.current === job.id && hasSignedIn(job);
    running.current = null;
    if (!isNews) return;
    void bridge.call('tenants.check', { id: tenant.id }).then((answer) => {
      if (answer.ok) setFindings(answer.value.findings);
    });
  }, [backend, tenant.id, job]);
  return { shown: findings, dismiss: () => setFindings(null) };
}

export function SignedInNotice({ signedIn }: { signedIn: ReturnType<typeof useSignedIn> }) {
  const { shown, dismiss } = signedIn;
  if (shown === null) return null;
  const { isWell, text } = signedInWords(shown);
  const [icon, tone] = isWell ? (['key', 'ok'] as const) : (['triangle-alert', 'warn'] as const);
  const look = () => void bridge.call('window.home', { show: 'tenants' });
  return (
    <Strip icon={icon} tone={tone} title="GAM has a new sign-in." text={text}>
      {isWell ? null : (
        <Button small onPress={look}>
          Show tenants
        </Button>
      )}
      <Dismiss onPress={dismiss} />
    </Strip>
  );
}
