/** Names tenant and folder before the mouse is let go of. */
import './drop.css';
import { FileInput } from 'lucide-react';
import type { Session } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Keys } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { MAC } from '../../ui/platform';
import { count } from '../../ui/time';
import type { Over } from './useDrop';

/** `puts`: whether paths come to the prompt where no key is held. */
export function DropTarget(props: { over: Over | null; session: Session; puts: boolean }) {
  const { over, session, puts } = props;
  if (over === null) return null;
  return (
    <div className={`drop-target ${over.overTerminal ? 'over' : ''}`} role="status">
      <div className="drop-card">
        <span className="drop-mark">
          <Icon of={FileInput} size={20} />
        </span>
        <p className="drop-to">
          {`${itemWords(over.items)} to `}
          <bdi className="mono">{over.name}</bdi>
        </p>
        <p className="text-2">
          {'in '}
          <b>{visible(session.tenant.name)}</b>
          {`, ${visible(session.name)}`}
        </p>
        <p className="drop-more text-2">
          {'Hold '}
          <Keys caps={[MAC ? '⌥' : 'Ctrl']} />
          {puts && over.overTerminal
            ? ' to put no paths at the prompt.'
            : ' to put the paths at the prompt too.'}
        </p>
      </div>
    </div>
  );
}

/** How many there are is not always told before they are let go of. */
function itemWords(items: number): string {
  if (items === 0) return 'Send';
  return items === 1 ? 'Send 1 item' : `Send ${count(items)} items`;
}
