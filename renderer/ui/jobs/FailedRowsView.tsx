/** The rows of a job that failed: their reasons in groups that can be left out, and what can be done with the others. */
import { Download, RotateCw } from 'lucide-react';
import { useCallback, useState } from 'react';
import type {
  AppError,
  FailedGroup,
  FailedRows,
  Job,
  Result,
  Session,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../Button';
import { bridge, useAnswer } from '../bridge';
import { Mark } from '../Mark';
import { Problem, Strip } from '../Problem';
import { count } from '../time';
import { FailedTable } from './FailedTable';
import { ShowOutput } from './ShowOutput';
import { atPromptWords, groupReason, notFound, rowsWords } from './words';

interface ViewProps {
  readonly session: Session;
  readonly job: Job;
  /** Whether the session has ended: then nothing can be put at its prompt. */
  readonly over: boolean;
}

export function FailedRowsView(props: ViewProps) {
  const { session, job } = props;
  const { id } = session;
  const ask = useCallback(
    () => bridge.call('jobs.failedRows', { session: id, job: job.id }),
    [id, job.id],
  );
  const answer = useAnswer(ask);
  if (answer === null) return <p className="text-3">Looking which rows failed …</p>;
  if (!answer.ok) return <Problem error={answer.error} />;
  return <Known {...props} failed={answer.value} />;
}

/** What came of what was pressed. */
type Said =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'said'; readonly words: string }
  | { readonly kind: 'failed'; readonly error: AppError };

function Known({ session, job, over, failed }: ViewProps & { failed: FailedRows }) {
  const [left, setLeft] = useState<readonly FailedGroup[]>([]);
  const [said, setSaid] = useState<Said>({ kind: 'nothing' });
  const [busy, setBusy] = useState(false);
  const chosen = failed.groups.filter((group) => !left.includes(group));
  const number = chosen.reduce((sum, { rows }) => sum + rows, 0);
  const groups = chosen.map(({ code, reason }) => ({ code, reason }));
  const fields = { session: session.id, job: job.id, groups };
  const act = async <T,>(call: Promise<Result<T>>, words: (value: T) => string | null) => {
    setBusy(true);
    const answer = await call;
    setBusy(false);
    if (!answer.ok) return setSaid({ kind: 'failed', error: answer.error });
    const text = words(answer.value);
    setSaid(text === null ? { kind: 'nothing' } : { kind: 'said', words: text });
  };
  const again = () =>
    void act(bridge.call('jobs.runAgain', fields), ({ name, rows, complete }) =>
      atPromptWords(name, rows, complete),
    );
  const save = () =>
    void act(bridge.call('jobs.save', fields), (name) =>
      name === null ? null : `${visible(name)} is saved, the same at both ends.`,
    );
  const elsewhere = () =>
    void act(bridge.call('jobs.runElsewhere', fields), ({ name, rows, complete }) =>
      atPromptWords(name, rows, complete),
    );
  const none = number === 0 || busy;
  const missing = notFound(failed);
  return (
    <>
      <div className="job-acts">
        <Button kind="primary" icon={RotateCw} onPress={over ? elsewhere : again} disabled={none}>
          {over
            ? `Run the ${count(number)} again in a new session…`
            : `Run the ${count(number)} again…`}
        </Button>
        <Button icon={Download} onPress={save} disabled={none}>
          {`Save the ${rowsWords(number)}…`}
        </Button>
        <ShowOutput session={session} job={job} />
      </div>
      {said.kind === 'failed' ? <Problem error={said.error} /> : null}
      {said.kind === 'said' ? <Strip icon="circle-check" tone="ok" title={said.words} /> : null}
      {missing === null ? null : <p className="text-3 small">{missing}</p>}
      {failed.groups.map((group) => (
        <Group
          key={`${group.code} ${group.reason ?? ''}`}
          group={group}
          on={!left.includes(group)}
          onChange={(on) =>
            setLeft((all) => (on ? all.filter((one) => one !== group) : [...all, group]))
          }
        />
      ))}
      <FailedTable failed={failed} left={left} />
    </>
  );
}

function Group(props: { group: FailedGroup; on: boolean; onChange: (on: boolean) => void }) {
  const { group, on, onChange } = props;
  return (
    <div className="job-group">
      <Mark on={on} onChange={onChange} className="cut">
        <b className="cut">{`${rowsWords(group.rows)}: ${groupReason(group)}`}</b>
      </Mark>
      <span className="text-3 small">{`exit code ${group.code}${group.rows > 1 ? ' each' : ''}`}</span>
    </div>
  );
}
