/** The checks of one target: what needs a person is open and on top, what passed is one line each. */
import { ChevronRight, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import type { CheckResult, TargetReport } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Icon, StateMark } from '../../ui/Icon';
import { count } from '../../ui/time';
import { sentence } from '../../ui/words';
import { Details } from './Details';
import { OpenCheck, Took } from './OpenCheck';
import { firstShown, shownOf } from './words';

export function Checks(props: { report: TargetReport }) {
  const { results, pending } = props.report;
  const { open, passed, unchecked } = shownOf(results);
  const [all, setAll] = useState(false);
  const first = all ? passed.length : firstShown(passed.length);
  const more = passed.length - first;
  return (
    <>
      <ul className="diag-opens" aria-label="To be looked at">
        {open.map((check) =>
          check.outcome.kind === 'failed' || check.outcome.kind === 'warned' ? (
            <OpenCheck key={check.id} check={check} trouble={check.outcome} />
          ) : null,
        )}
      </ul>
      <ul className="diag-checks" aria-label="Checks">
        {passed.slice(0, first).map((check) => (
          <PassedLine key={check.id} check={check} />
        ))}
        {more === 0 ? null : (
          <li className="diag-line">
            <Pressable className="diag-fold" onPress={() => setAll(true)}>
              <Icon of={ChevronRight} size={14} />
              {`${count(more)} more passed`}
            </Pressable>
          </li>
        )}
        {unchecked.map((check) => (
          <UncheckedLine key={check.id} check={check} />
        ))}
        {pending.map((title) => (
          <li className="diag-line text-3" key={title}>
            <StateMark icon="circle-dashed" tone="quiet" />
            <span className="title">{title}</span>
            <span className="says">Not over yet</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function PassedLine(props: { check: CheckResult }) {
  const { title, outcome, ms } = props.check;
  if (outcome.kind !== 'passed') return null;
  const says = visible(outcome.says);
  return (
    <li className="diag-line">
      <StateMark icon="check" tone="ok" />
      <span className="title">
        <span className="unseen">Passed: </span>
        {title}
      </span>
      <span className="says text-2 selectable">{says}</span>
      <Took ms={ms} />
      {outcome.details === undefined ? null : <Details text={outcome.details} label="Show them" />}
    </li>
  );
}

function UncheckedLine(props: { check: CheckResult }) {
  const { title, outcome } = props.check;
  if (outcome.kind !== 'unchecked') return null;
  return (
    <li className="diag-line text-3">
      <Icon of={CircleSlash} size={14} />
      <span className="title">{title}</span>
      <span className="says selectable">{`Not checked: ${sentence(outcome.why)}`}</span>
    </li>
  );
}
