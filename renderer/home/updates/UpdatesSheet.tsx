/** “Check for updates…”: asks, and says in words what came of it, whatever it is. */
import './updates.css';
import { useCallback, useEffect, useState } from 'react';
import type { AppError, Result, UpdateAnswer } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { StateMark } from '../../ui/Icon';
import { Sheet } from '../../ui/Sheet';
import { answerWords } from './words';

export function UpdatesSheet(props: { onClose: () => void; onFail: (error: AppError) => void }) {
  const { onClose, onFail } = props;
  const { answer, ask } = useAsking();
  const { icon, tone, title, text } = answerWords(answer);
  const isNewer = answer?.ok === true && answer.value.kind === 'newer';
  const show = async () => {
    onClose();
    const shown = await bridge.call('updates.show');
    if (!shown.ok) onFail(shown.error);
  };
  return (
    <Sheet
      kind="ask"
      title="Check for updates"
      onClose={onClose}
      foot={
        <>
          {answer?.ok === false ? <Button onPress={ask}>Ask again</Button> : null}
          <Button onPress={onClose} keys={['Esc']} autoFocus>
            Close
          </Button>
          {isNewer ? (
            <Button kind="primary" onPress={() => void show()} autoFocus>
              Show what is new
            </Button>
          ) : null}
        </>
      }
    >
      <div className="update-answer" role="status">
        <StateMark icon={icon} tone={tone} size={16} />
        <p className="selectable">
          <b>{title}</b> {text}
        </p>
      </div>
    </Sheet>
  );
}

/** Asks at once, and again where that is wanted; null: there is no answer yet. */
function useAsking() {
  const [answer, setAnswer] = useState<Result<UpdateAnswer> | null>(null);
  const [time, setTime] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked anew
  useEffect(() => {
    let gone = false;
    setAnswer(null);
    void bridge.call('updates.ask').then((given) => {
      if (!gone) setAnswer(given);
    });
    return () => {
      gone = true;
    };
  }, [time]);
  const ask = useCallback(() => setTime((before) => before + 1), []);
  return { answer, ask };
}
