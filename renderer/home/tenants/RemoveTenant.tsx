/** Removing asks first, and says what stays: its credentials are not GamGUI's to delete. */
import type { AppError, KeptTenant } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Sheet } from '../../ui/Sheet';

export function RemoveTenant(props: {
  tenant: KeptTenant;
  onClose: () => void;
  onFail: (error: AppError) => void;
}) {
  const { tenant, onClose, onFail } = props;
  const remove = async () => {
    onClose();
    const answer = await bridge.call('tenants.remove', { id: tenant.id });
    if (!answer.ok) onFail(answer.error);
  };
  return (
    <Sheet
      kind="ask"
      title={`Remove ${visible(tenant.name)}?`}
      onClose={onClose}
      foot={
        <>
          <Button kind="danger" onPress={() => void remove()}>
            Remove tenant
          </Button>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Keep it
          </Button>
        </>
      }
    >
      <p>
        It is taken off the list. Its credentials stay where they are, and its domain is not
        touched.
      </p>
    </Sheet>
  );
}
