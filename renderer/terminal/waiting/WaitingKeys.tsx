/** Keys that wait for the link; and, when it is back and they are old, the question what becomes of them. */
import './waiting.css';
import { useRef } from 'react';
import { Button } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import type { Controller } from '../controller';
import type { Back, Waiting } from '../store';
import { useQuietFocus } from './useQuietFocus';
import { amount, backWords, endsWithEnter, waitingText, whenTheyGo } from './words';

interface WaitingProps {
  readonly waiting: Waiting;
  readonly controller: Controller;
}

export function WaitingKeys(props: WaitingProps & { back: Back | null; now: number }) {
  const { waiting, controller, back, now } = props;
  if (waiting.asks) {
    return (
      <>
        {back === null ? null : <Strip icon="circle-check" tone="ok" {...backWords(back)} />}
        <Ask waiting={waiting} controller={controller} />
      </>
    );
  }
  // On a link that is there they wait for the program that reads them.
  if (waiting.since === null) {
    const title = `${amount(waiting)} of typing wait.`;
    return (
      <Strip icon="keyboard" tone="quiet" title={title} text="Sent as the session takes it." />
    );
  }
  return (
    <Strip
      icon="keyboard"
      tone="quiet"
      title={`${amount(waiting)} waiting.`}
      text={whenTheyGo(waiting, now)}
    >
      <Keys waiting={waiting} />
      <Button small onPress={() => controller.answer('discard')}>
        Discard
      </Button>
    </Strip>
  );
}

/** The safe answer has the focus, and Escape gives it. */
function Ask({ waiting, controller }: WaitingProps) {
  const discard = useRef<HTMLButtonElement>(null);
  useQuietFocus(discard, () => {
    if (document.activeElement === document.body) controller.view?.terminal.focus();
  });
  const answer = controller.answer.bind(controller);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a way to the button in it, which is there for all
    <div
      className="ask"
      onKeyDown={({ key }) => (key === 'Escape' ? answer('discard') : undefined)}
    >
      <Strip icon="keyboard" tone="warn" title={`You typed ${amount(waiting)} while away.`} urgent>
        <Keys waiting={waiting} />
        <Button small onPress={() => answer('send')}>
          Send now
        </Button>
        {endsWithEnter(waiting) ? (
          <Button small onPress={() => answer('send-without-enter')}>
            Without ⏎
          </Button>
        ) : null}
        <Button small ref={discard} onPress={() => answer('discard')} keys={['Esc']}>
          Discard
        </Button>
      </Strip>
    </div>
  );
}

/** What is typed at the question for a password is shown only when asked for. */
function Keys({ waiting }: { waiting: Waiting }) {
  const text = <code className="typed selectable">{waitingText(waiting)}</code>;
  if (waiting.readable) return text;
  return (
    <details>
      <summary>Show</summary>
      {text}
    </details>
  );
}
