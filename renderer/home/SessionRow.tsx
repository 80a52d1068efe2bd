/** One session in the list: two lines in five columns, and its actions where the pointer or the focus is. */
import { GridListItem } from 'react-aria-components';
import type { Session, SessionId } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Button } from '../ui/Button';
import { Icon, PLACE_ICONS } from '../ui/Icon';
import { StateLines } from '../ui/StateWord';
import { JobCell } from '../ui/session/JobCell';
import { TenantBadge } from '../ui/TenantBadge';
import { comingShort, duration, past } from '../ui/time';
import { sentence, sessionWords } from '../ui/words';
import { isOver } from './order';

type ActName = 'open' | 'end' | 'rename' | 'forget' | 'again';

/** What can be done with a session. */
export type RowActs = Record<ActName, (session: Session) => void>;

/** The actions a session has in its state, the first being Enter's; those that ask have an ellipsis. */
export function actionsOf(session: Session): { act: ActName; label: string; key: string }[] {
  const rename = { act: 'rename' as const, label: 'Rename…', key: 'F2' };
  if (isOver(session))
    return [
      { act: 'again', label: 'Start again…', key: '' },
      rename,
      { act: 'forget', label: 'Remove from list', key: 'Del' },
    ];
  return [
    { act: 'open', label: 'Open', key: '⏎' },
    rename,
    { act: 'end', label: 'End…', key: 'Del' },
  ];
}

interface RowProps {
  readonly session: Session;
  readonly now: number;
  readonly acts: RowActs;
  readonly menu: (id: SessionId, at: DOMRect) => void;
}

export function SessionRow(props: RowProps) {
  const { session, now, acts, menu } = props;
  const name = visible(session.name);
  const words = sessionWords(session.state, now);
  const domain = visible(session.tenant.domain);
  return (
    <GridListItem
      id={session.id}
      textValue={`${name}, ${domain}, ${words.word}`}
      className="session-row"
      onContextMenu={(event) => {
        event.preventDefault();
        menu(session.id, new DOMRect(event.clientX, event.clientY, 0, 0));
      }}
    >
      <div className="session-cell">
        <TenantBadge tenant={session.tenant} />
        <div className="two-lines">
          <span className="first cut name" title={name}>
            {name}
          </span>
          <span className="second cut" title={domain}>
            {domain}
          </span>
        </div>
      </div>
      {session.state.kind === 'failed' ? (
        <Reason reason={session.state.reason} fix={session.state.fix} />
      ) : (
        <>
          <JobCell session={session} now={now} />
          <PlaceCell session={session} />
        </>
      )}
      <StateLines words={session.state.kind === 'failed' ? { ...words, second: '' } : words} />
      <AgeCell session={session} now={now} />
      <RowButtons session={session} acts={acts} />
    </GridListItem>
  );
}

/** Why a session did not start, and the fix, in full. */
function Reason(props: { reason: string; fix: string | undefined }) {
  return (
    <div className="two-lines reason">
      <span className="selectable">{sentence(props.reason)}</span>
      {props.fix === undefined ? null : (
        <span className="second selectable">{sentence(props.fix)}</span>
      )}
    </div>
  );
}

function PlaceCell(props: { session: Session }) {
  const { backend, place } = props.session;
  return (
    <div className="two-lines marked place-cell" title={visible(place.why)}>
      <Icon of={PLACE_ICONS[backend]} size={15} className="text-2" />
      <span className="first cut">{visible(place.title)}</span>
      <span className="second cut">{visible(place.detail)}</span>
    </div>
  );
}

function AgeCell(props: { session: Session; now: number }) {
  const { session, now } = props;
  const { state, createdAt, endsAt } = session;
  if (state.kind === 'ended')
    return <Age first={duration(state.at - createdAt)} second={past(state.at, now)} />;
  if (state.kind === 'failed') return <Age first="" second={past(createdAt, now)} />;
  const ends = endsAt === null ? 'no end' : `ends ${comingShort(endsAt, now)}`;
  return <Age first={duration(now - createdAt)} second={ends} />;
}

function Age(props: { first: string; second: string }) {
  return (
    <div className="two-lines age">
      <span className="first">{props.first}</span>
      <span className="second">{props.second}</span>
    </div>
  );
}

/** Over the age, so that no column moves. */
function RowButtons(props: { session: Session; acts: RowActs }) {
  const { session, acts } = props;
  if (session.state.kind === 'ending') return null;
  const shown = actionsOf(session).filter(({ act }) => act !== 'rename');
  return (
    <div className="row-buttons">
      {shown.map(({ act, label, key }) => (
        <Button
          key={act}
          small
          onPress={() => acts[act](session)}
          {...(key === '⏎' ? { keys: [key] } : {})}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
