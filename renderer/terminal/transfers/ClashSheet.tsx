/** A name is taken: nothing of that transfer moves until a person has decided. */
import { useState } from 'react';
import type { ClashAnswer, Transfer } from '../../../preload/contract';
import { Button } from '../../ui/Button';
import { Mark } from '../../ui/Mark';
import { Sheet } from '../../ui/Sheet';
import { count } from '../../ui/time';
import { isOver } from './words';

export function ClashSheet(props: {
  transfer: Transfer;
  /** All of the session: the others of its drop are told by their group. */
  transfers: readonly Transfer[];
  onAnswer: (answer: ClashAnswer, forAll: boolean) => void;
  onClose: () => void;
}) {
  const { transfer, transfers, onAnswer, onClose } = props;
  const [forAll, setForAll] = useState(false);
  const { state, to, what } = transfer;
  if (state.kind !== 'asking') return null;
  const fits = state.there === what;
  const others = transfers.filter(
    (one) => one.group === transfer.group && one.id !== transfer.id && !isOver(one),
  ).length;
  return (
    <Sheet
      kind="ask"
      title={`“${state.name}” is already in ${to}`}
      onClose={onClose}
      foot={
        <>
          {others === 0 ? null : (
            <Mark className="note" on={forAll} onChange={setForAll}>
              {others === 1 ? 'Also for the other one' : `Also for the ${count(others)} others`}
            </Mark>
          )}
          <Button onPress={() => onAnswer('skip', forAll)}>Skip</Button>
          {fits ? (
            <Button onPress={() => onAnswer('replace', forAll)}>
              {what === 'folder' ? 'Merge' : 'Replace'}
            </Button>
          ) : null}
          <Button kind="primary" autoFocus onPress={() => onAnswer('keep-both', forAll)}>
            Keep both
          </Button>
        </>
      }
    >
      <p>{explain(transfer, fits)}</p>
    </Sheet>
  );
}

function explain({ state, what, direction }: Transfer, fits: boolean): string {
  const both = 'Keep both gives the new one a number.';
  if (!fits) {
    const there = state.kind === 'asking' ? state.there : 'other';
    const name = { file: 'a file', folder: 'a folder', other: 'no file and no folder' }[there];
    return `What is there is ${name}, so it cannot be replaced. ${both}`;
  }
  if (what === 'folder')
    return `Merge puts the files into the folder that is there, and replaces those with the same name. ${both}`;
  const where = direction === 'send' ? 'the session' : 'this computer';
  return `Replace loses the one that is in ${where}. ${both}`;
}
