/** A file is looked at: a CSV file as a table, any other as text where it is some. */
import './preview.css';
import { useState } from 'react';
import { Button } from '../../../ui/Button';
import { Sheet } from '../../../ui/Sheet';
import { bytes } from '../../../ui/time';
import type { FileAct, FileRow } from '../places';
import { isTable } from '../words';
import { TableView } from './TableView';
import { TextView } from './TextView';

export function PreviewSheet(props: {
  row: FileRow;
  acts: readonly FileAct[];
  onClose: () => void;
}) {
  const { row, acts, onClose } = props;
  const table = isTable(row.entry);
  const fitting = acts.filter(({ fits }) => fits?.([row]) ?? true);
  const [asText, setAsText] = useState(!table);
  return (
    <Sheet
      kind="wide"
      title={row.entry.text}
      onClose={onClose}
      foot={
        <>
          <span className="note">{bytes(row.entry.size)}</span>
          {table ? (
            <Button onPress={() => setAsText(!asText)}>{asText ? 'As a table' : 'As text'}</Button>
          ) : null}
          {fitting.map(({ label, act }) => (
            <Button key={label} onPress={() => act([row])}>
              {label}
            </Button>
          ))}
          <Button onPress={onClose} keys={['Esc']}>
            Close
          </Button>
        </>
      }
    >
      {asText ? <TextView path={row.path} /> : <TableView path={row.path} />}
    </Sheet>
  );
}
