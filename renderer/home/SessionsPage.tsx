/** The sessions: how many, New session, and the list. */
import './sessions.css';
import { Plus } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { AppError, Session, SessionId } from '../../preload/contract';
import { Button } from '../ui/Button';
import { bridge } from '../ui/bridge';
import { useCaps } from '../ui/keys/keymap';
import { Now } from '../ui/Now';
import { paceOfList } from '../ui/pace';
import { wantedLike } from '../ui/session/choice';
import { EndSession } from '../ui/session/EndSession';
import { extend } from '../ui/session/extend';
import { isOver } from '../ui/session/order';
import { RenameSession } from '../ui/session/RenameSession';
import { count } from '../ui/time';
import type { AskNew } from './App';
import { SessionList } from './SessionList';
import type { RowActs } from './SessionRow';

/** The question that is open about a session. */
type Question = { readonly kind: 'end' | 'rename'; readonly id: SessionId } | null;

interface SessionsPageProps {
  readonly sessions: readonly Session[];
  readonly attention: ReactNode;
  readonly askNew: AskNew;
  readonly onFail: (error: AppError) => void;
}

export function SessionsPage(props: SessionsPageProps) {
  const { sessions, attention, askNew, onFail } = props;
  const [question, setQuestion] = useState<Question>(null);
  const acts = useMemo(() => rowActs(setQuestion, askNew, onFail), [askNew, onFail]);
  const asked = sessions.find(({ id }) => id === question?.id);
  const close = () => setQuestion(null);
  const caps = useCaps();
  return (
    <div className="sessions-page">
      <header>
        <h1>Sessions</h1>
        <span className="text-3">{howMany(sessions)}</span>
        <span className="push" />
        <Button
          kind="primary"
          icon={Plus}
          keys={caps(caps('new-session-home').length > 0 ? 'new-session-home' : 'new-session')}
          onPress={() => askNew()}
        >
          New session
        </Button>
      </header>
      {attention}
      <Now paceAt={(now) => paceOfList(sessions, now)}>
        <SessionList sessions={sessions} acts={acts} />
      </Now>
      {question?.kind === 'end' && asked !== undefined ? (
        <EndSession session={asked} onClose={close} onFail={onFail} />
      ) : null}
      {question?.kind === 'rename' && asked !== undefined ? (
        <RenameSession session={asked} onClose={close} onFail={onFail} />
      ) : null}
    </div>
  );
}

function howMany(sessions: readonly Session[]): string {
  const ended = sessions.filter(isOver).length;
  const running = count(sessions.length - ended);
  return ended === 0 ? `${running} running` : `${running} running, ${count(ended)} ended`;
}

function rowActs(
  ask: (question: Question) => void,
  askNew: AskNew,
  onFail: (error: AppError) => void,
): RowActs {
  const call = async (
    channel: 'sessions.open' | 'sessions.watch' | 'sessions.forget',
    id: SessionId,
  ) => {
    const answer = await bridge.call(channel, { id });
    if (!answer.ok) onFail(answer.error);
  };
  return {
    open: ({ id }) => void call('sessions.open', id),
    watch: ({ id }) => void call('sessions.watch', id),
    forget: ({ id }) => void call('sessions.forget', id),
    end: ({ id }) => ask({ kind: 'end', id }),
    rename: ({ id }) => ask({ kind: 'rename', id }),
    again: (session) => askNew(wantedLike(session)),
    startIn: (session, backend) => askNew({ ...wantedLike(session), backend }),
    extend: ({ id }) => void extend(id, onFail),
  };
}
