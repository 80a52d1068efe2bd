/** Sends what was dropped, pasted or chosen; paths that are to be put at the prompt come there when they are known. */
import { useCallback, useEffect, useRef } from 'react';
import {
  type AppError,
  type CsvQuestion,
  MOST_AT_ONCE,
  type SessionPath,
  type Transfer,
} from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import { count } from '../../ui/time';
import type { Controller } from '../controller';
import { arrived } from './arrived';
import { promptText } from './prompt';

/** Sends files into a folder. */
export type SendFiles = (files: readonly File[], to: SessionPath, prompt: boolean) => void;

/** Is asked first where CSV files have something to look at; tells when they are on their way. */
type Ask = (question: CsvQuestion, went: (group: Transfer['group']) => void) => void;

export function useSend(
  controller: Controller,
  transfers: readonly Transfer[],
  ask: Ask,
): SendFiles {
  const waiting = useRef(new Set<Transfer['group']>());
  const latest = useRef(transfers);
  latest.current = transfers;
  const type = useCallback(
    (group: Transfer['group']) => {
      const all = latest.current.filter((one) => one.group === group);
      const paths = arrived(all);
      if (paths === null) return;
      waiting.current.delete(group);
      const text = promptText(paths);
      if (text === null) controller.fail(NOT_TYPED);
      else if (text !== '') controller.paste(text);
    },
    [controller],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new list may tell where they are
  useEffect(() => {
    for (const group of waiting.current) type(group);
  }, [transfers, type]);
  return useCallback(
    (files, to, prompt) => {
      if (files.length > MOST_AT_ONCE) return controller.fail(TOO_MANY);
      void bridge.send(files, to).then((sent) => {
        if (!sent.ok) return controller.fail(sent.error);
        const went = (group: Transfer['group']) => {
          if (prompt) waiting.current.add(group);
          if (prompt) type(group);
        };
        if (sent.value.kind === 'sent') went(sent.value.group);
        else ask(sent.value.question, went);
      });
    },
    [controller, type, ask],
  );
}

const TOO_MANY: AppError = {
  code: 'too-many',
  message: `Nothing was sent: these are more than ${count(MOST_AT_ONCE)} files`,
  fix: 'Send the folder that they are in',
};
const NOT_TYPED: AppError = {
  code: 'bad-name',
  message: 'No path was put at the prompt: a name has characters that cannot be typed',
};
