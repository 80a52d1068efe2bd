/** The end of the session: what happened and why, what of it is left, and a new one with that. */
import './ended.css';
import type { AppError, LinkState, Session, Sizes } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { StateMark } from '../../ui/Icon';
import { type Wanted, wantedLike } from '../../ui/session/choice';
import { useLeft } from '../../ui/session/FilesField';
import type { Do } from '../useActs';
import { againWords, endTold, type Line, leftLines, sizeAfter } from './words';

interface EndedProps {
  readonly link: Extract<LinkState, { kind: 'ended' }>;
  readonly session: Session;
  readonly sizes: Sizes;
  /** What the window shows of its output. */
  readonly textOf: () => string;
  readonly act: Do;
  readonly again: (wanted: Wanted) => void;
  readonly onFail: (error: AppError) => void;
}

export function Ended(props: EndedProps) {
  const { link, session, sizes, textOf, act, again, onFail } = props;
  const { state } = session;
  // Its place may know better than its last word why it ended. One that is off the list has no files any more.
  const end = state.kind === 'ended' ? state : link;
  const left = useLeft(session.id);
  const { title, text } = endTold(end, session, sizes);
  const lines = left === undefined ? [] : leftLines(left);
  const larger = end.cause === 'out-of-memory' ? sizeAfter(session) : null;
  const filesOf = left ? { filesOf: session.id } : {};
  const save = async () => {
    const answer = await bridge.call('terminal.saveText', { text: textOf() });
    if (!answer.ok) onFail(answer.error);
  };
  return (
    <div className="strip ended" role={end.expected ? 'status' : 'alert'}>
      <StateMark
        icon={end.expected ? 'square' : 'octagon-x'}
        tone={end.expected ? 'quiet' : 'bad'}
        size={16}
      />
      <div className="told selectable">
        <p>
          <b>{title}</b> {text === '' ? null : <span className="text-3">{text}</span>}
        </p>
        <ul>
          <LeftLine kept text="What it printed stays in this window until it is closed." />
          {lines.map((line) => (
            <LeftLine key={line.text} {...line} />
          ))}
        </ul>
      </div>
      <div className="buttons">
        <Button
          small
          kind="primary"
          onPress={() => again({ ...wantedLike(session, larger ?? session.size), ...filesOf })}
        >
          {againWords(larger, sizes)}
        </Button>
        <Button small onPress={() => void save()}>
          Save as text…
        </Button>
        <Button small onPress={() => act('close-window')}>
          Close the window
        </Button>
      </div>
    </div>
  );
}

function LeftLine({ kept, text }: Line) {
  return (
    <li>
      <StateMark icon={kept ? 'check' : 'circle-x'} tone={kept ? 'ok' : 'bad'} size={14} />
      <span>
        <span className="unseen">{kept ? 'Kept: ' : 'Lost: '}</span>
        {text}
      </span>
    </li>
  );
}
