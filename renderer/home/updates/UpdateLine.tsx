/** Tells of a newer version in one line, and of nothing where there is none. */
import type { AppError, Result } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Strip } from '../../ui/Problem';
import { useUpdates } from './useUpdates';
import { thereWords, thisWords } from './words';

export function UpdateLine(props: { onFail: (error: AppError) => void }) {
  const status = useUpdates();
  if (status?.newer == null) return null;
  const { newer: version, current } = status;
  const call = async (asked: Promise<Result<void>>) => {
    const done = await asked;
    if (!done.ok) props.onFail(done.error);
  };
  return (
    <section className="attention" aria-label="Newer version">
      <div className="strips">
        <Strip icon="info" tone="quiet" title={thereWords(version)} text={thisWords(current)}>
          <Button small onPress={() => void call(bridge.call('updates.show'))}>
            Show what is new
          </Button>
          <Button small onPress={() => void call(bridge.call('updates.passOver', { version }))}>
            Not this version
          </Button>
        </Strip>
      </div>
    </section>
  );
}
