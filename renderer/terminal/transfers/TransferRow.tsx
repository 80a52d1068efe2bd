/** One transfer: what it is, how far it is, and what can be done with it. */
import {
  ArrowDown,
  ArrowUp,
  Check,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  type LucideIcon,
  X,
} from 'lucide-react';
import type { AppError, Result, Transfer } from '../../../preload/contract';
import { Button, IconButton } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Icon } from '../../ui/Icon';
import { Bar } from '../../ui/Progress';
import { FileName } from '../files/FileName';
import { isOver, type TransferWords, transferWords } from './words';

const ICONS: Readonly<Record<TransferWords['icon'], readonly [LucideIcon, string]>> = {
  waiting: [Clock, 'text-3'],
  sending: [ArrowUp, 'accent'],
  saving: [ArrowDown, 'accent'],
  asking: [CircleHelp, 'tone-warn'],
  paused: [CirclePause, 'tone-warn'],
  done: [Check, 'tone-ok'],
  failed: [CircleX, 'tone-bad'],
  cancelled: [X, 'text-3'],
};

interface RowProps {
  readonly transfer: Transfer;
  /** Opens the question about a name that is taken. */
  readonly decide: (transfer: Transfer) => void;
  readonly failed: (error: AppError) => void;
}

export function TransferRow(props: RowProps) {
  const { transfer } = props;
  const words = transferWords(transfer);
  const [shape, tone] = ICONS[words.icon];
  return (
    <li className="transfer" aria-label={transfer.name}>
      <Icon of={shape} className={tone} />
      {words.part === null ? (
        <div className="two-lines">
          <FileName text={transfer.name} />
          <span className={`second selectable ${kindOf(transfer)}`} title={wholeText(words)}>
            {words.text}
          </span>
          {words.more.map((one) => (
            <span key={one} className="unseen">
              {one}
            </span>
          ))}
        </div>
      ) : (
        <div className="two-lines moving">
          <span className="name-and-far">
            <FileName text={transfer.name} />
            <span className="text-2 cut" title={words.text}>
              {words.text}
            </span>
          </span>
          <Bar part={words.part} />
        </div>
      )}
      <Acts {...props} />
    </li>
  );
}

/** With what has no room in the row. */
function wholeText({ text, more }: TransferWords): string {
  return [text, ...more].join('\n');
}

/** Why it failed may take two lines. */
function kindOf({ state }: Transfer): string {
  return state.kind === 'failed' ? 'reason' : 'cut';
}

function Acts({ transfer, decide, failed }: RowProps) {
  const { id, state, direction } = transfer;
  const tell = async (answer: Promise<Result<unknown>>) => {
    const result = await answer;
    if (!result.ok) failed(result.error);
  };
  const retry = () => void tell(bridge.call('transfers.retry', { id }));
  return (
    <>
      {state.kind === 'asking' ? (
        <Button small onPress={() => decide(transfer)}>
          Decide…
        </Button>
      ) : null}
      {state.kind === 'failed' && state.canRetry ? (
        <Button small onPress={retry}>
          Retry
        </Button>
      ) : null}
      {state.kind === 'paused' ? (
        <Button small onPress={retry}>
          Try now
        </Button>
      ) : null}
      {state.kind === 'done' && direction === 'fetch' && state.amount.files.done > 0 ? (
        <Button small onPress={() => void tell(bridge.call('transfers.show', { id }))}>
          Show in folder
        </Button>
      ) : null}
      {isOver(transfer) ? (
        <IconButton
          icon={X}
          size={14}
          label="Take it off the list"
          onPress={() => void tell(bridge.call('transfers.forget', { id }))}
        />
      ) : (
        <IconButton
          icon={X}
          size={14}
          label="Cancel"
          onPress={() => void tell(bridge.call('transfers.cancel', { id }))}
        />
      )}
    </>
  );
}
