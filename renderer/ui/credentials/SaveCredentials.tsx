/** Saving back what GAM has changed of a tenant's credentials: says exactly what is written where before it is. */
import './saveCredentials.css';
import { useEffect, useState } from 'react';
import type { AppError, SavePlan, Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../Button';
import { bridge } from '../bridge';
import { Problem } from '../Problem';
import { Sheet } from '../Sheet';
import { intoWords, SAVED_WHEN } from './words';

interface SheetProps {
  readonly session: Session;
  readonly onClose: () => void;
  /** Called when they are saved, in place of `onClose`. */
  readonly onSaved?: () => void;
}

export function SaveCredentials(props: SheetProps) {
  const { session, onClose, onSaved = onClose } = props;
  const [plan, setPlan] = useState<SavePlan | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const { id } = session;
  useEffect(() => {
    let gone = false;
    void bridge.call('credentials.plan', { id }).then((answer) => {
      if (gone) return;
      if (answer.ok) setPlan(answer.value);
      else setFailure(answer.error);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  const save = async () => {
    if (plan === null) return;
    setBusy(true);
    setFailure(null);
    const agreed = plan.writes.map(({ file, sha256 }) => ({ file, sha256 }));
    const answer = await bridge.call('credentials.save', { id, agreed });
    if (!answer.ok && answer.error.code === 'changed-since-shown') {
      const again = await bridge.call('credentials.plan', { id });
      if (again.ok) setPlan(again.value);
    }
    setBusy(false);
    if (answer.ok) onSaved();
    else setFailure(answer.error);
  };
  const can = plan !== null && plan.target.kind !== 'none' && plan.writes.length > 0;
  return (
    <Sheet
      isText
      title={`Save back the credentials of ${visible(session.tenant.name)}`}
      onClose={onClose}
      foot={
        <>
          <span className="note">{can ? SAVED_WHEN : ''}</span>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            {can ? 'Cancel' : 'Close'}
          </Button>
          {can ? (
            <Button kind="primary" onPress={() => void save()} busy={busy}>
              Save back
            </Button>
          ) : null}
        </>
      }
    >
      <div className="save-credentials">
        {failure === null ? null : <Problem error={failure} />}
        {plan === null && failure === null ? <p role="status">Asking the session…</p> : null}
        {plan === null ? null : <Plan plan={plan} />}
      </div>
    </Sheet>
  );
}

function Plan({ plan }: { plan: SavePlan }) {
  const { writes, leaves } = plan;
  return (
    <>
      <p>{intoWords(plan)}</p>
      {writes.length === 0 ? null : (
        <ul aria-label="What is written">
          {writes.map(({ file, to, about }) => (
            <li key={file}>
              <b className="mono selectable">{visible(to)}</b>
              <span className="text-2">
                {file}, {visible(about)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {leaves.length === 0 ? null : (
        <ul aria-label="What is not written">
          {leaves.map(({ file, why }) => (
            <li key={file}>
              <b>{file} is left as it is.</b> <span className="text-2">{why}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
