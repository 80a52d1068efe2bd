/** One job: whose, when, the command, how far it came, and what failed of it. */
import { Copy, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { visible } from '../../../preload/visible';
import { Button, IconButton } from '../Button';
import { bridge } from '../bridge';
import { StateMark } from '../Icon';
import { TenantName } from '../TenantBadge';
import { count } from '../time';
import { jobWords, sentence, wholeCommand } from '../words';
import { FailedRowsView } from './FailedRowsView';
import type { Entry } from './model';
import { exitSentence, listWords, whenWords } from './words';

export function JobDetail({ entry, now }: { entry: Entry; now: number }) {
  const { session, job, over } = entry;
  const hasFailed = (job.rows?.failed ?? 0) > 0;
  const show = () => void bridge.call('sessions.open', { id: session.id });
  return (
    <>
      <header className="job-whose">
        <TenantName tenant={session.tenant} />
        <span className="cut" title={visible(session.name)}>
          {visible(session.name)}
        </span>
        <span className="text-3 small">{whenWords(job, now)}</span>
      </header>
      <Command command={wholeCommand(job)} />
      <Outcome entry={entry} now={now} />
      {job.said === undefined ? null : <Said said={job.said} />}
      {hasFailed && job.endedAt !== null ? (
        <FailedRowsView session={session} job={job} over={over} />
      ) : (
        <div className="job-acts">
          <Button icon={SquareTerminal} onPress={show}>
            Show the terminal
          </Button>
        </div>
      )}
    </>
  );
}

function Command({ command }: { command: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(command).then(() => setCopied(true));
  return (
    <div className="job-command">
      <code className="selectable">{command}</code>
      <IconButton icon={Copy} label={copied ? 'Copied' : 'Copy the command'} onPress={copy} />
    </div>
  );
}

/** GAM's own last error: what it means is said above, by its code. */
function Said({ said }: { said: string }) {
  return (
    <p className="job-said">
      <span className="text-3 small">GAM’s last error</span>
      <span className="mono selectable">{visible(said)}</span>
    </p>
  );
}

/** The counts, large, with a bar; without rows the state in words. */
function Outcome({ entry, now }: { entry: Entry; now: number }) {
  const { job, over } = entry;
  const words = jobWords(job, over, now);
  const { rows } = job;
  if (rows === null)
    return (
      <>
        <p className="job-state" role="status">
          <StateMark icon={words.icon} tone={words.tone} size={18} />
          <span>{sentence(listWords(job, over, now))}</span>
        </p>
        <p className="text-3 small">{exitSentence(job)}</p>
      </>
    );
  const done = Math.max(0, rows.done - rows.failed);
  const total = Math.max(rows.total ?? rows.done, 1);
  return (
    <>
      <div className="job-counts">
        <span role="status">
          <b className="number">{count(done)}</b> done
        </span>
        {rows.failed > 0 ? (
          <span className="tone-warn">
            <b className="number">{count(rows.failed)}</b> failed
          </span>
        ) : null}
        {rows.total !== null && rows.total > rows.done ? (
          <span className="text-3">{`of ${count(rows.total)}`}</span>
        ) : null}
        <span className="push" />
        <span className="text-3 small">
          {words.word === 'Running' ? words.word : exitSentence(job)}
        </span>
      </div>
      <span className="job-bar" aria-hidden>
        <span className="done" style={{ width: `${(done / total) * 100}%` }} />
        {rows.failed === 0 ? null : (
          <span className="failed" style={{ width: `${(rows.failed / total) * 100}%` }} />
        )}
      </span>
      {words.word === 'Running' || words.word.endsWith('failed') || words.word === 'Done' ? null : (
        <p className="job-state">
          <StateMark icon={words.icon} tone={words.tone} size={16} />
          <span>{sentence(`${words.word}, ${words.second}`)}</span>
        </p>
      )}
    </>
  );
}
