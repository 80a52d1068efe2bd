/** Notices over the bottom of the terminal: what is so, why, and what can be done. */
import type { AppError, LinkState, Session, Sizes } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Button, Dismiss } from '../ui/Button';
import { useCaps } from '../ui/keys/keymap';
import { Problem, Strip } from '../ui/Problem';
import { SignIn } from '../ui/SignIn';
import type { Wanted } from '../ui/session/choice';
import { clock } from '../ui/time';
import { linkWords, nextTry, sentence } from '../ui/words';
import { ConsentNotice, useConsent } from './consent/ConsentNotice';
import { SignedInNotice, useSignedIn } from './consent/SignedInNotice';
import type { Controller } from './controller';
import { UnsavedNotice, useUnsaved } from './credentials/UnsavedNotice';
import { Ended } from './ends/Ended';
import { NearEndNotice, useNearEnd } from './ends/NearEndNotice';
import { RestartNotice, useRestart } from './ends/RestartNotice';
import { Earlier, Gone } from './journal/JournalNotices';
import type { Shown } from './store';
import { MemoryNotice, useMemoryNear } from './usage/MemoryNotice';
import type { Do } from './useActs';
import { Unsent } from './waiting/Unsent';
import { WaitingKeys } from './waiting/WaitingKeys';

interface NoticesProps {
  readonly controller: Controller;
  readonly shown: Shown;
  readonly session: Session;
  readonly sizes: Sizes;
  readonly now: number;
  readonly act: Do;
  /** Asks for a new session. */
  readonly again: (wanted: Wanted) => void;
  /** Asks what of changed credentials is saved where. */
  readonly save: () => void;
}

/** All notices in one panel, or nothing. */
export function Notices(props: NoticesProps) {
  const { controller, shown, session, sizes, now, act, again, save } = props;
  const restart = useRestart(session.restart);
  const near = useNearEnd(session.nearEnd, now);
  const unsaved = useUnsaved(session.unsaved);
  const consent = useConsent(controller, session.job);
  const signedIn = useSignedIn(session);
  const memory = useMemoryNear();
  const { link, waiting, back, earlier, gaps, unsent, failure } = shown;
  const linked = link.kind === 'live' || link.kind === 'connecting';
  const any =
    !linked || waiting !== null || earlier.length > 0 || gaps.length > 0 || unsent.length > 0;
  const isOver = link.kind === 'ended';
  const soon = near.shown !== null || consent.shown !== null || memory.shown !== null;
  const lasting = [restart.shown, unsaved.shown, signedIn.shown].some((one) => one !== null);
  const news = lasting || (soon && !isOver);
  if (!any && failure === null && !news) return null;
  const fail = controller.fail.bind(controller);
  return (
    <section className="strips panel" aria-label="Notices">
      {failure === null ? null : (
        <Problem error={failure}>
          <Dismiss onPress={() => controller.fail(null)} />
        </Problem>
      )}
      {isOver ? (
        <Ended
          link={link}
          session={session}
          sizes={sizes}
          textOf={() => controller.view?.text ?? ''}
          act={act}
          again={again}
          onFail={fail}
        />
      ) : null}
      {restart.shown === null || isOver ? null : (
        <RestartNotice restart={restart} session={session} sizes={sizes} again={again} />
      )}
      {memory.shown === null || isOver ? null : (
        <MemoryNotice
          sample={memory.shown}
          session={session}
          sizes={sizes}
          dismiss={memory.dismiss}
        />
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
      {near.shown === null || isOver ? null : (
        <NearEndNotice near={near} session={session} now={now} act={act} onFail={fail} />
      )}
      {isOver ? null : <ConsentNotice consent={consent} session={session} onFail={fail} />}
      <SignedInNotice signedIn={signedIn} />
      <UnsavedNotice unsaved={unsaved} isOver={isOver} save={save} />
      {isOver ? null : <LinkNotice link={link} now={now} act={act} onFail={fail} />}
      {waiting === null ? null : (
        <WaitingKeys waiting={waiting} back={back} now={now} controller={controller} />
      )}
    </section>
  );
}

interface LinkNoticeProps {
  readonly link: Exclude<LinkState, { kind: 'ended' }>;
  readonly now: number;
  readonly act: Do;
  readonly onFail: (error: AppError) => void;
}

function LinkNotice(props: LinkNoticeProps) {
  const { link, now, act, onFail } = props;
  const caps = useCaps();
  switch (link.kind) {
    case 'reconnecting': {
      const { icon } = linkWords(link, now);
      const why = link.offline ? 'This computer has no network.' : sentence(link.reason);
      // Where it is tried no more by itself the header says so, and the button beside it what to do.
      const next = link.nextTryAt === null ? '' : ` ${sentence(nextTry(link.nextTryAt, now))}`;
      return (
        <Strip
          icon={icon}
          tone="warn"
          title={why}
          text={`What runs in the session goes on.${next}`}
        >
          <Button small onPress={() => act('retry')} keys={caps('retry')}>
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
    case 'connecting':
    case 'live':
      return null;
  }
}
