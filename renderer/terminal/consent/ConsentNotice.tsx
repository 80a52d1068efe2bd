/** GAM waits for a consent in the browser: the act that opens it, and brings its answer to the session. */
import { useEffect, useState } from 'react';
import {
  type AppError,
  type Consent,
  findConsent,
  type Job,
  type Session,
} from '../../../preload/contract';
import { Button, Dismiss } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Strip } from '../../ui/Problem';
import type { Controller } from '../controller';

const LOOK_MS = 1_000;

/** Whether a run of GAM may ask for a consent: only then its output is looked at. */
function mayAsk(job: Job | null): boolean {
  if (job === null || job.endedAt !== null) return false;
  return job.argv.some((word) => /^(oauth2?|projects?)$/i.test(word));
}

/** The consent that the session's GAM waits for now, or null. */
export function useConsent(controller: Controller, job: Job | null) {
  const [found, setFound] = useState<Consent | null>(null);
  const [dismissed, setDismissed] = useState('');
  const asks = mayAsk(job);
  useEffect(() => {
    if (!asks) return;
    const look = () =>
      setFound((before) => {
        const now = findConsent(controller.view?.text ?? '');
        return now?.url === before?.url ? before : now;
      });
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      setFound(null);
      void bridge.call('consent.stop');
    };
  }, [asks, controller]);
  const shown = found === null || found.url === dismissed ? null : found;
  return { shown, dismiss: () => setDismissed(found?.url ?? '') };
}

export function ConsentNotice(props: {
  consent: ReturnType<typeof useConsent>;
  session: Session;
  onFail: (error: AppError) => void;
}) {
  const { consent, session, onFail } = props;
  const { shown, dismiss } = consent;
  const [isOpen, setOpen] = useState(false);
  if (shown === null) return null;
  const open = async () => {
    const answer = await bridge.call('consent.open', { url: shown.url });
    if (answer.ok) setOpen(answer.value);
    else onFail(answer.error);
  };
  const way = session.backend === 'local' ? '' : ' Its answer is brought to the session.';
  return (
    <Strip
      icon="key"
      tone="accent"
      title="GAM asks for consent in the browser."
      text={
        isOpen
          ? `Waiting for the browser.${way}`
          : `Sign in there as the domain’s administrator.${way}`
      }
    >
      <Button small kind="primary" onPress={() => void open()}>
        {isOpen ? 'Open it again' : 'Open the browser…'}
      </Button>
      <Dismiss onPress={dismiss} />
    </Strip>
  );
}
