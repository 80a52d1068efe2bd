/** Diagnostics: what is checked on the left, what was found on the right. Nothing is checked before a target is chosen. */
import './diagnostics.css';
import { Copy, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type {
  AppError,
  Diagnostics,
  Session,
  Target,
  TargetKey,
  TargetReport,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge, useTenants } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { MAC } from '../../ui/platform';
import { Checks } from './Checks';
import { Summary } from './Summary';
import { Targets } from './Targets';
import { useDiagnostics } from './useDiagnostics';

interface PageProps {
  readonly sessions: readonly Session[];
  readonly onFail: (error: AppError) => void;
}

export function DiagnosticsPage(props: PageProps) {
  const { value, error } = useDiagnostics();
  if (error !== null) return <Problem error={error} />;
  return value === null ? null : <Page {...props} diagnostics={value} />;
}

/** Checks targets; what goes wrong with asking is told as everywhere. */
function useCheck(onFail: (error: AppError) => void) {
  return useCallback(
    async (targets: readonly TargetKey[]) => {
      const answer = await bridge.call('diagnostics.check', { targets: [...targets] });
      if (!answer.ok) onFail(answer.error);
    },
    [onFail],
  );
}

function Page(props: PageProps & { diagnostics: Diagnostics }) {
  const { sessions, onFail, diagnostics } = props;
  const { targets, reports, wanted } = diagnostics;
  const check = useCheck(onFail);
  const tenants = useTenants();
  const [chosen, choose] = useChosen(targets, reports, wanted, check);
  const target = targets.find(({ key }) => key === chosen) ?? null;
  const report = reports.find((one) => one.target === chosen);
  return (
    <div className="diagnostics">
      <div className="diag-side">
        <Targets
          targets={targets}
          reports={reports}
          sessions={sessions}
          tenants={tenants ?? []}
          chosen={chosen}
          choose={choose}
        />
        <Button small onPress={() => void check(targets.map(({ key }) => key))}>
          Check all
        </Button>
      </div>
      <div className="diag-found scroll">
        {target === null ? (
          <p className="text-2">Choose what is to be checked.</p>
        ) : (
          <Found target={target} report={report} check={check} onFail={onFail} />
        )}
      </div>
    </div>
  );
}

/** What is shown. To choose what was not checked yet is to have it checked. */
function useChosen(
  targets: readonly Target[],
  reports: readonly TargetReport[],
  wanted: TargetKey | null,
  check: (keys: readonly TargetKey[]) => Promise<void>,
): readonly [TargetKey | null, (key: TargetKey) => void] {
  const [chosen, setChosen] = useState<TargetKey | null>(() => wanted ?? firstOf(targets, reports));
  useEffect(() => {
    if (wanted !== null) setChosen(wanted);
  }, [wanted]);
  const isKnown = reports.some(({ target }) => target === chosen);
  const isThere = targets.some(({ key }) => key === chosen);
  useEffect(() => {
    if (chosen !== null && isThere && !isKnown) void check([chosen]);
  }, [chosen, isThere, isKnown, check]);
  return [chosen, setChosen];
}

/** The first that has something to look at, else the first. */
function firstOf(targets: readonly Target[], reports: readonly TargetReport[]): TargetKey | null {
  const bad = reports.find(({ results }) =>
    results.some(({ outcome }) => outcome.kind === 'failed'),
  );
  return bad?.target ?? targets[0]?.key ?? null;
}

function Found(props: {
  target: Target;
  report: TargetReport | undefined;
  check: (keys: readonly TargetKey[]) => Promise<void>;
  onFail: (error: AppError) => void;
}) {
  const { target, report, check, onFail } = props;
  const again = useCallback(() => void check([target.key]), [check, target.key]);
  useAgainKey(again);
  const name = visible(target.title);
  const isRunning = report?.state === 'running';
  return (
    <section aria-label={name}>
      <div className="diag-head">
        <h1 className="cut" title={name}>
          {name}
        </h1>
        <ReportButton onFail={onFail} />
        {isRunning ? (
          <Button onPress={() => void bridge.call('diagnostics.cancel', { target: target.key })}>
            Stop
          </Button>
        ) : (
          <Button
            kind="primary"
            icon={RefreshCw}
            keys={MAC ? ['⌘R'] : ['Ctrl', 'R']}
            onPress={again}
          >
            Check again
          </Button>
        )}
      </div>
      <Summary report={report} />
      {report === undefined ? null : <Checks key={target.key} report={report} />}
    </section>
  );
}

/** Ctrl+R, Cmd+R: there is nothing else to load again. */
function useAgainKey(again: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const mod = MAC ? event.metaKey : event.ctrlKey;
      if (!mod || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'r') return;
      event.preventDefault();
      again();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [again]);
}

/** Copies everything that was found, without secrets and names. */
function ReportButton(props: { onFail: (error: AppError) => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const answer = await bridge.call('diagnostics.report');
    if (!answer.ok) return props.onFail(answer.error);
    await navigator.clipboard.writeText(answer.value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Button icon={Copy} onPress={() => void copy()}>
      {copied ? 'Report copied' : 'Copy report'}
    </Button>
  );
}
