/** Notices over the bottom of the terminal: what is so, why, and what can be done. */
import { useState } from 'react';
import type { AppError, LinkState, Restart, Session } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Button } from '../ui/Button';
import { Problem, Strip } from '../ui/Problem';
import { PLATFORM } from '../ui/platform';
import { SignIn } from '../ui/SignIn';
import { keyCaps } from '../ui/shortcuts';
import { clock } from '../ui/time';
import { exitWords, linkWords, nextTry, restartWords, sentence } from '../ui/words';
import type { Controller } from './controller';
import { Earlier, Gone } from './journal/JournalNotices';
import type { Shown } from './store';
import type { Do } from './useActs';
import { Unsent } from './waiting/Unsent';
import { WaitingKeys } from './waiting/WaitingKeys';

interface NoticesProps {
  readonly controller: Controller;
  readonly shown: Shown;
  readonly session: Session;
  readonly now: number;
  readonly act: Do;
}

/** All notices in one panel, or nothing. */
export function Notices(props: NoticesProps) {
  const { controller, shown, session, now, act } = props;
  const restart = useRestart(session.restart);
  const { link, waiting, back, earlier, gaps, unsent, failure } = shown;
  const linked = link.kind === 'live' || link.kind === 'connecting';
  const any =
    !linked || waiting !== null || earlier.length > 0 || gaps.length > 0 || unsent.length > 0;
  if (!any && failure === null && restart.shown === null) return null;
  return (
    <section className="strips panel" aria-label="Notices">
      {failure === null ? null : (
        <Problem error={failure}>
          <Dismiss onPress={() => controller.fail(null)} />
        </Problem>
      )}
      {restart.shown === null || link.kind === 'ended' ? null : (
        <Restarted restart={restart.shown} dismiss={restart.dismiss} />
      )}
      {earlier.length === 0 ? null : (
        <Earlier
          gaps={earlier}
          now={now}
          find={() => act('find')}
          dismiss={() => controller.dismiss('earlier')}
        />
      )}
      {gaps.length === 0 ? null : (
        <Gone gaps={gaps} now={now} dismiss={() => controller.dismiss('gaps')} />
      )}
      {unsent.length > 0 ? <Unsent parts={unsent} controller={controller} /> : null}
      <LinkNotice link={link} now={now} act={act} onFail={(error) => controller.fail(error)} />
      {waiting === null ? null : (
        <WaitingKeys waiting={waiting} back={back} now={now} controller={controller} />
      )}
    </section>
  );
}

/** A restart longer ago than this is no news to a window that is opened. ms */
const NEWS_MS = 3_600_000;

/** The restart to tell of, or null: there is none, it is no news, or it was dismissed. */
function useRestart(restart: Restart | undefined) {
  const [seen, setSeen] = useState(() => Date.now() - NEWS_MS);
  const shown = restart !== undefined && restart.at > seen ? restart : null;
  return { shown, dismiss: () => setSeen(restart?.at ?? seen) };
}

function Restarted(props: { restart: Restart; dismiss: () => void }) {
  const { restart, dismiss } = props;
  const icon = restart.reason === 'out-of-memory' ? 'memory' : 'refresh';
  return (
    <Strip icon={icon} tone="warn" {...restartWords(restart)}>
      <Dismiss onPress={dismiss} />
    </Strip>
  );
}

function Dismiss(props: { onPress: () => void }) {
  return (
    <Button small onPress={props.onPress}>
      Dismiss
    </Button>
  );
}

interface LinkNoticeProps {
  readonly link: LinkState;
  readonly now: number;
  readonly act: Do;
  readonly onFail: (error: AppError) => void;
}

function LinkNotice(props: LinkNoticeProps) {
  const { link, now, act, onFail } = props;
  switch (link.kind) {
    case 'reconnecting': {
      const { icon } = linkWords(link, now);
      const why = link.offline ? 'This computer has no network.' : sentence(link.reason);
      const next = sentence(nextTry(link.nextTryAt, now));
      return (
        <Strip
          icon={icon}
          tone="warn"
          title={why}
          text={`What runs in the session goes on. ${next}`}
        >
          <Button small onPress={() => act('retry')} keys={keyCaps('retry', PLATFORM)}>
            Try now
          </Button>
        </Strip>
      );
    }
    case 'sign-in-again':
      return (
        <Strip
          icon="key"
          tone="warn"
          title={sentence(link.reason)}
          text="What runs in the session goes on."
        >
          <SignIn again kind="primary" onFail={onFail} />
        </Strip>
      );
    case 'elsewhere':
      return (
        <Strip
          icon="monitor"
          tone="quiet"
          title={`Open on ${visible(link.label)} since ${clock(link.since)}.`}
          text="Here you see what it prints, and cannot type."
        >
          <Button small onPress={() => act('retry')}>
            Take it back
          </Button>
        </Strip>
      );
    case 'watching':
      return (
        <Strip
          icon="eye"
          tone="quiet"
          title="You are watching."
          text="Here you see what it prints, and cannot type."
        >
          <Button small onPress={() => act('retry')}>
            Type here
          </Button>
        </Strip>
      );
    case 'ended':
      return <Ended link={link} act={act} />;
    case 'connecting':
    case 'live':
      return null;
  }
}

function Ended(props: { link: Extract<LinkState, { kind: 'ended' }>; act: Do }) {
  const { link, act } = props;
  const exit = link.exit === null ? '' : exitWords(link.exit);
  const reason = visible(link.reason);
  const why = exit === '' || reason.includes(exit) ? reason : `${reason}, ${exit}`;
  return (
    <Strip
      icon={link.expected ? 'square' : 'octagon-x'}
      tone={link.expected ? 'quiet' : 'bad'}
      title={`The session ended: ${why}.`}
      text="What it printed stays here until this window is closed."
      urgent={!link.expected}
    >
      <Button small onPress={() => act('close-window')}>
        Close the window
      </Button>
      <Button small kind="primary" onPress={() => act('new-session')}>
        New session…
      </Button>
    </Strip>
  );
}
