/** One finding: what it is, GAM's own remedy to copy, and what the copy does about it. */
import { Copy, TriangleAlert } from 'lucide-react';
import { Button as Pressable } from 'react-aria-components';
import type { CsvEncoding, CsvFinding, CsvReport } from '../../../preload/contract';
import { MEND_OF, USUAL_MENDS } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Mark } from '../../ui/Mark';
import { type FileChoice, withMend } from './choice';
import { EncodingChoice, isGuess } from './EncodingChoice';
import { findingWords } from './words';

/** Whether the copy mends it without being told, and without a guess. */
export function isUsual(finding: CsvFinding): boolean {
  const mend = MEND_OF[finding.kind];
  const isForPerson = finding.kind === 'encoding' && isGuess(finding.encoding);
  return mend !== null && USUAL_MENDS.includes(mend) && !isForPerson;
}

export function Finding(props: {
  finding: CsvFinding;
  report: CsvReport;
  domain: string;
  /** Null: no copy can be made. */
  choice: FileChoice | null;
  onChoice: (choice: FileChoice) => void;
  onEncoding: (encoding: CsvEncoding) => void;
  isShown: boolean;
  onShow: () => void;
}) {
  const { finding, report, domain, choice, onChoice, onEncoding, isShown, onShow } = props;
  const words = findingWords(finding, report, domain);
  const mend = MEND_OF[finding.kind];
  const change = (on: boolean) => {
    if (choice !== null && mend !== null) onChoice(withMend(choice, mend, on));
  };
  const usual = choice !== null && isUsual(finding) && mend !== null;
  return (
    <li className={`finding ${isShown ? 'shown' : ''}`}>
      {usual ? (
        <Mark on={choice.mends.has(mend)} disabled={mend === 'form'} onChange={change}>
          <span className="unseen">{words.title}</span>
        </Mark>
      ) : (
        <Icon of={TriangleAlert} className="tone-warn" />
      )}
      <div className="finding-words">
        <Pressable className="finding-title" onPress={onShow} aria-pressed={isShown}>
          {words.title}
        </Pressable>
        <p className="text-2 small">{words.text}</p>
        {'remedy' in finding ? <Remedy text={finding.remedy} /> : null}
        {finding.kind === 'encoding' ? (
          <EncodingChoice encoding={finding.encoding} onChoice={onEncoding} />
        ) : null}
        {!usual && choice !== null && mend !== null && words.mend !== undefined ? (
          <Mark on={choice.mends.has(mend)} onChange={change}>
            {words.mend}
          </Mark>
        ) : null}
      </div>
    </li>
  );
}

function Remedy({ text }: { text: string }) {
  return (
    <p className="remedy small text-2">
      <span>or in GAM:</span>
      <code className="mono selectable">{visible(text)}</code>
      <IconButton
        icon={Copy}
        size={13}
        label="Copy"
        onPress={() => void navigator.clipboard.writeText(text).catch(() => {})}
      />
    </p>
  );
}
