/** Deleting asks first, says what is lost, and has the focus on the safe choice. */
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import type { FileRow } from './places';
import { whichWords } from './words';

export function RemoveSheet(props: {
  rows: readonly FileRow[];
  onRemove: () => void;
  onClose: () => void;
}) {
  const { rows, onRemove, onClose } = props;
  const hasFolder = rows.some(({ entry }) => entry.type === 'folder');
  const hasLink = rows.some(({ entry }) => entry.type === 'link');
  return (
    <Sheet
      kind="ask"
      title={`Delete ${whichWords(rows)}?`}
      onClose={onClose}
      foot={
        <>
          <Button kind="danger" onPress={onRemove}>
            Delete
          </Button>
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Keep
          </Button>
        </>
      }
    >
      <p>
        {hasFolder ? 'A folder goes with all that is in it. ' : ''}
        {hasLink ? 'Of a link only the link goes. ' : ''}
        It is deleted in the session, for good. This cannot be undone.
      </p>
    </Sheet>
  );
}
