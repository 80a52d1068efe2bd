/** A CSV file as a table: its rows as they are scrolled into sight, filtered and ordered by the session. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SessionPath } from '../../../../preload/contract';
import { Button } from '../../../ui/Button';
import { bridge } from '../../../ui/bridge';
import { Problem } from '../../../ui/Problem';
import { Grid } from './Grid';
import { TableFilter } from './TableFilter';
import { TableSource } from './table-source';
import { tableFailure, tableWords } from './table-words';

const wait = (ms: number) => new Promise<void>((go) => setTimeout(go, ms));

export function TableView(props: { path: SessionPath }) {
  const source = useSource(props.path);
  return source === null ? null : <Opened source={source} />;
}

/** The table at a path, as long as it is shown. */
function useSource(path: SessionPath): TableSource | null {
  const [source, setSource] = useState<TableSource | null>(null);
  useEffect(() => {
    const made = new TableSource({
      path,
      wait,
      ask: (wanted) => bridge.call('files.table', wanted),
    });
    setSource(made);
    return () => {
      made.close();
      void bridge.call('files.leaveTable');
    };
  }, [path]);
  return source;
}

function Opened(props: { source: TableSource }) {
  const { source } = props;
  const state = useSyncExternalStore(source.subscribe, () => source.state);
  const { changed, problem, error } = state;
  return (
    <div className="table-view">
      <TableFilter state={state} choose={(choice) => source.choose(choice)} />
      {error === null ? (
        <Grid source={source} state={state} />
      ) : (
        <div className="grid-frame">
          <Problem error={tableFailure(error)}>
            <Button small onPress={() => source.reload()}>
              Try again
            </Button>
          </Problem>
        </div>
      )}
      <div className="table-foot small text-3">
        <span role="status">{tableWords(state)}</span>
        {problem === null ? null : (
          <span className="tone-warn">{`It cannot be read further: ${problem}.`}</span>
        )}
        {changed ? (
          <>
            <span>The file has changed since.</span>
            <Button small onPress={() => source.reload()}>
              Load again
            </Button>
          </>
        ) : null}
      </div>
    </div>
  );
}
