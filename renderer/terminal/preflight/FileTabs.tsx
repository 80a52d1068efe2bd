/** The files of a question, where there are more: which one is looked at, and how it goes. */
import { Button as Pressable } from 'react-aria-components';
import type { CsvLooked } from '../../../preload/contract';
import { FileName } from '../files/FileName';
import { copyOf, type FileChoice } from './choice';
import { thingsWords } from './words';

export function FileTabs(props: {
  looked: readonly CsvLooked[];
  shown: number;
  choiceOf: (looked: CsvLooked) => FileChoice;
  onShow: (file: number) => void;
}) {
  const { looked, shown, choiceOf, onShow } = props;
  return (
    <ul className="looked-files scroll" aria-label="Files">
      {looked.map((one) => (
        <li key={one.file}>
          <Pressable
            className="looked-file"
            aria-pressed={one.file === shown}
            onPress={() => onShow(one.file)}
          >
            <span className="looked-name">
              <FileName text={one.name} />
            </span>
            <span className="text-3 small cut">
              {`${thingsWords(one.report.findings.length)}, ${
                copyOf(one.report, choiceOf(one)) === null ? 'as it is' : 'fixed copy'
              }`}
            </span>
          </Pressable>
        </li>
      ))}
    </ul>
  );
}
