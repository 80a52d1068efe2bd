/** A check that needs a person: open, with why, what to do and the command to paste. */
import type { CheckResult, Outcome } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { StateMark } from '../../ui/Icon';
import { count } from '../../ui/time';
import { sentence } from '../../ui/words';
import { CopyButton } from './CopyButton';
import { Details } from './Details';

type Trouble = Extract<Outcome, { kind: 'failed' | 'warned' }>;

export function OpenCheck(props: { check: CheckResult; trouble: Trouble }) {
  const { check, trouble } = props;
  const { what, why, fix, command, details } = trouble;
  const isFailed = trouble.kind === 'failed';
  return (
    <li className="diag-open">
      <div className="diag-open-head">
        <StateMark
          icon={isFailed ? 'circle-x' : 'triangle-alert'}
          tone={isFailed ? 'bad' : 'warn'}
          size={16}
        />
        <h3 className="title">
          <span className="unseen">{isFailed ? 'Failed: ' : 'To look at: '}</span>
          {check.title}
        </h3>
        <span className="what selectable">{visible(what)}</span>
        <Took ms={check.ms} />
      </div>
      <p className="why text-2 selectable">
        {sentence(why)} {fixWords(fix, command)}
      </p>
      {command === undefined ? null : (
        <div className="diag-command">
          <pre className="mono selectable">{command}</pre>
          <CopyButton text={command} label="Copy" what={`the command for ${check.title}`} />
        </div>
      )}
      {details === undefined ? null : <Details text={details} />}
    </li>
  );
}

/** A fix that ends with a colon leads to its command. */
function fixWords(fix: string, command: string | undefined): string {
  return command !== undefined && fix.endsWith(':')
    ? visible(fix)
    : sentence(fix.replace(/:$/, '.'));
}

/** How long it took; what took no time says nothing. */
export function Took(props: { ms: number }) {
  return (
    <span className="diag-took text-3">
      {props.ms === 0 ? '' : `${count(Math.round(props.ms))} ms`}
    </span>
  );
}
