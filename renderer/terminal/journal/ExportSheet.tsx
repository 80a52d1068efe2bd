/** Asks how a session's output is to be exported, and says what there is of it. */
import '../../ui/segments.css';
import './journal.css';
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { ExportFormat } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { bridge, useAnswer } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';
import { keptWords } from './words';

const FORMATS: Record<ExportFormat, { name: string; about: string }> = {
  text: {
    name: 'Text',
    about:
      'As it stood on the screen, line by line, without colours. Full-screen programs leave nothing.',
  },
  asciicast: {
    name: 'Recording',
    about: 'An asciicast with its times, colours and sizes, for asciinema and its players.',
  },
};

const askAbout = () => bridge.call('journal.about', { offset: null });

export function ExportSheet(props: {
  onExport: (format: ExportFormat) => void;
  onClose: () => void;
}) {
  const { onExport, onClose } = props;
  const [format, setFormat] = useState<ExportFormat>('text');
  const answer = useAnswer(askAbout);
  return (
    <Sheet
      title="Export the output"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose} keys={['Esc']}>
            Cancel
          </Button>
          <Button kind="primary" onPress={() => onExport(format)} keys={['⏎']} autoFocus>
            Export…
          </Button>
        </>
      }
    >
      <RadioGroup
        className="export-format"
        value={format}
        onChange={(value) => setFormat(ExportFormat.parse(value))}
      >
        <Label>Format</Label>
        <div className="segments">
          {ExportFormat.options.map((value) => (
            <Radio className="segment" key={value} value={value}>
              {FORMATS[value].name}
            </Radio>
          ))}
        </div>
        <p className="caption">{FORMATS[format].about}</p>
      </RadioGroup>
      <p>
        It may hold personal data: names, addresses, all that was printed. What you typed is in it
        only where it was shown. Only you can read the file.
      </p>
      {answer?.ok === false ? (
        <Problem error={answer.error} />
      ) : (
        <p className="text-2" role="status">
          {answer === null ? '' : keptWords(answer.value, Date.now())}
        </p>
      )}
    </Sheet>
  );
}
