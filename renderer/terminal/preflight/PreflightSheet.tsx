/** CSV files that GAM would refuse or misread: what was found, and how they are sent. */
import './preflight.css';
import { useState } from 'react';
import type { AppError, CsvEncoding, CsvLooked, CsvQuestion } from '../../../preload/contract';
import { Mark } from '../../ui/Mark';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';
import { count } from '../../ui/time';
import { FileName } from '../files/FileName';
import { type Copies, copyOf, type FileChoice, mendsFor, usualChoice } from './choice';
import { FileReport } from './FileReport';
import { FileTabs } from './FileTabs';
import { PreflightFoot } from './PreflightFoot';
import type { Preflight } from './usePreflight';

export function PreflightSheet(props: {
  question: CsvQuestion;
  preflight: Pick<Preflight, 'look' | 'send' | 'drop'>;
  /** The tenant's. */
  domain: string;
}) {
  const { question, preflight, domain } = props;
  const { id, looked } = question;
  const [choices, setChoices] = useState<ReadonlyMap<number, FileChoice>>(new Map());
  const [file, setFile] = useState(looked[0]?.file ?? 0);
  const [busy, setBusy] = useState<'looking' | 'sending' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const choiceOf = (one: CsvLooked) => choices.get(one.file) ?? usualChoice(one.report);
  const shown = looked.find((one) => one.file === file) ?? looked[0];
  if (shown === undefined) return null;
  const choose = (choice: FileChoice) => setChoices(new Map(choices).set(shown.file, choice));
  const copies = looked.flatMap((one) => {
    const mends = copyOf(one.report, choiceOf(one));
    return mends === null ? [] : [{ file: one.file, mends }];
  });
  const wait = async (what: 'looking' | 'sending', work: Promise<AppError | null>) => {
    setBusy(what);
    setError(await work);
    setBusy(null);
  };
  const send = (wanted: Copies) => void wait('sending', preflight.send(id, wanted));
  const look = (encoding: CsvEncoding) =>
    void wait('looking', preflight.look(id, shown.file, encoding));
  return (
    <Sheet
      kind="wide"
      title={<Title question={question} />}
      onClose={() => preflight.drop(id)}
      foot={
        <PreflightFoot
          question={question}
          copies={copies}
          busy={busy}
          onSend={send}
          onCancel={() => preflight.drop(id)}
        />
      }
    >
      {error === null ? null : <Problem error={error} />}
      <div className="preflight" aria-busy={busy !== null}>
        {looked.length === 1 ? null : (
          <FileTabs looked={looked} shown={shown.file} choiceOf={choiceOf} onShow={setFile} />
        )}
        <div className="looked-at">
          {looked.length > 1 && mendsFor(shown.report).length > 0 ? (
            <Mark
              on={choiceOf(shown).copy}
              onChange={(copy) => choose({ ...choiceOf(shown), copy })}
            >
              Send a fixed copy of this one
            </Mark>
          ) : null}
          <FileReport
            key={shown.file}
            looked={shown}
            domain={domain}
            choice={choiceOf(shown)}
            onChoice={choose}
            onEncoding={look}
          />
        </div>
      </div>
    </Sheet>
  );
}

/** A long name is cut, what is so of it is not. */
function Title({ question }: { question: CsvQuestion }) {
  const { looked, sent } = question;
  const [first] = looked;
  const what =
    looked.length === 1 && first !== undefined ? first.name : `${count(looked.length)} CSV files`;
  return (
    <span className="preflight-title">
      <FileName text={what} />
      <span>{`: ${sent ? 'sent as it is' : 'checked, not sent yet'}`}</span>
    </span>
  );
}
