/** Asks whether a short session may be made, in which GAM asks Google about a tenant's credentials. */
import { useEffect, useState } from 'react';
import type { AppError, BackendKind, KeptTenant } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';

export function AskGoogle(props: {
  tenant: KeptTenant;
  onAsk: (backend: BackendKind) => void;
  onClose: () => void;
}) {
  const { tenant, onAsk, onClose } = props;
  const [where, setWhere] = useState<{ backend: BackendKind; title: string } | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const { id } = tenant;
  useEffect(() => {
    let gone = false;
    void bridge.call('tenants.askWhere', { id }).then((answer) => {
      if (gone) return;
      if (answer.ok) setWhere(answer.value);
      else setFailure(answer.error);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  const ask = () => {
    if (where === null) return;
    onClose();
    onAsk(where.backend);
  };
  return (
    <Sheet
      kind="ask"
      title={`Ask Google about ${visible(tenant.name)}?`}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Cancel
          </Button>
          <Button kind="primary" onPress={ask} disabled={where === null}>
            Ask Google
          </Button>
        </>
      }
    >
      {failure === null ? null : <Problem error={failure} />}
      <p>
        A short session is made{where === null ? '' : ` in ${where.title}`}, and ended when it is
        done. In it GAM has the administrator’s sign-in renewed, asks for its permissions, and tries
        the service account. Nothing is changed in the domain.
      </p>
    </Sheet>
  );
}
