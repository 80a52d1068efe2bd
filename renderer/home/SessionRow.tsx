/** One session in the list: two lines in five columns, and its actions where the pointer or the focus is. */
import { memo } from 'react';
import { GridListItem } from 'react-aria-components';
import type { BackendKind, Session, SessionId } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Button } from '../ui/Button';
import { usePlaces, useSettings } from '../ui/bridge';
import { Icon, PLACE_ICONS } from '../ui/Icon';
import { useSharedNow } from '../ui/Now';
import { StateLines } from '../ui/StateWord';
import { canExtend, EXTEND } from '../ui/session/extend';
import { JobCell } from '../ui/session/JobCell';
import { isOver } from '../ui/session/order';
import { placeAfter } from '../ui/session/places';
import { TenantBadge } from '../ui/TenantBadge';
import { comingShort, duration, past } from '../ui/time';
import { listWords, sentence, sessionWords } from '../ui/words';

type ActName = 'open' | 'watch' | 'end' | 'rename' | 'forget' | 'again' | 'extend';

/** What can be done with a session. */
export type RowActs = Record<ActName, (session: Session) => void> & {
  /** Asks for one like it in another place. */
  readonly startIn: (session: Session, backend: BackendKind) => void;
};

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
    ...(canExtend(session.nearEnd) ? [{ act: 'extend' as const, label: EXTEND, key: '' }] : []),
    { act: 'watch', label: 'Watch', key: '' },
    rename,
    { act: 'end', label: 'End…', key: 'Del' },
  ];
}

interface RowProps {
  readonly session: Session;
  readonly acts: RowActs;
  readonly menu: (id: SessionId, at: DOMRect) => void;
}

export const SessionRow = memo(function SessionRow(props: RowProps) {
  const { session, acts, menu } = props;
  const { word } = sessionWords(session.state, 0);
  return (
    <GridListItem
      id={session.id}
      textValue={`${visible(session.name)}, ${visible(session.tenant.name)}, ${word}`}
      className="session-row"
      onContextMenu={(event) => {
        event.preventDefault();
        menu(session.id, new DOMRect(event.clientX, event.clientY, 0, 0));
      }}
    >
      <Cells session={session} acts={acts} />
    </GridListItem>
  );
});

/** What is in a row; of a long list only rows that are seen have it. */
function Cells(props: { session: Session; acts: RowActs }) {
  const { session, acts } = props;
  const now = useSharedNow();
  const name = visible(session.name);
  const words = listWords(session, now);
  const domain = visible(session.tenant.domain);
  return (
    <>
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
        <Reason session={session} state={session.state} acts={acts} />
      ) : (
        <>
          <JobCell session={session} now={now} />
          <PlaceCell session={session} />
        </>
      )}
      <StateLines words={session.state.kind === 'failed' ? { ...words, second: '' } : words} />
      <AgeCell session={session} now={now} />
      <RowButtons session={session} acts={acts} />
    </>
  );
}

type FailedState = Extract<Session['state'], { kind: 'failed' }>;

/** Why a session did not start, the fix, and what can be done, in full. */
function Reason(props: { session: Session; state: FailedState; acts: RowActs }) {
  const { session, state, acts } = props;
  return (
    <div className="two-lines reason">
      <span className="selectable">{sentence(state.reason)}</span>
      {state.fix === undefined ? null : (
        <span className="second selectable">{sentence(state.fix)}</span>
      )}
      <div className="reason-buttons">
        <Button small onPress={() => acts.again(session)}>
          Start again…
        </Button>
        <NextPlace session={session} acts={acts} />
        <Button small onPress={() => acts.forget(session)}>
          Remove from list
        </Button>
      </div>
    </div>
  );
}

/** Offers another place for a session that could not be made in its own. */
function NextPlace(props: { session: Session; acts: RowActs }) {
  const { session, acts } = props;
  const places = usePlaces().value;
  const settings = useSettings().value;
  if (places === null || settings === null) return null;
  const next = placeAfter(places, settings, session.backend);
  if (next === null) return null;
  return (
    <Button small onPress={() => acts.startIn(session, next.backend)}>
      {`Start in ${visible(next.title)}…`}
    </Button>
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

/** What is seldom wanted is in the menu alone. */
const IN_MENU: ReadonlySet<ActName> = new Set(['watch', 'rename', 'again']);

/** What can be pressed in a row; the rest is in its menu. */
function RowButtons(props: { session: Session; acts: RowActs }) {
  const { session, acts } = props;
  const { kind } = session.state;
  // While a session ends nothing can be done; one that failed has its buttons below its reason.
  if (kind === 'ending' || kind === 'failed') return null;
  const shown = actionsOf(session).filter(({ act }) => !IN_MENU.has(act));
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
