/** What a session printed around a line that was found, wherever it is in its output. */
import { useCallback } from 'react';
import type { JournalLine } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge, useAnswer } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';
import { pastShort } from '../../ui/time';
import { OutputLines } from './OutputLines';

export function OutputSheet(props: { line: JournalLine; onClose: () => void }) {
  const { line, onClose } = props;
  const { offset } = line;
  const ask = useCallback(() => bridge.call('journal.lines', { offset }), [offset]);
  const answer = useAnswer(ask);
  // Where the journal has dropped it meanwhile the line itself is still known, with what was found in it.
  const has = answer?.ok && answer.value.some((one) => one.offset === offset);
  const lines = has ? answer.value.map((one) => (one.offset === offset ? line : one)) : [line];
  const when = line.at === null ? '' : `, ${pastShort(line.at, Date.now())}`;
  return (
    <Sheet
      kind="wide"
      title={`Output around the line${when}`}
      onClose={onClose}
      foot={
        <Button onPress={onClose} keys={['Esc']} autoFocus>
          Close
        </Button>
      }
    >
      {answer?.ok === false ? <Problem error={answer.error} /> : null}
      <OutputLines lines={lines} at={offset} />
    </Sheet>
  );
}
