/** Questions about CSV files that are to be sent, and what was found when they were on their way. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AppError, CsvEncoding, CsvQuestion, Transfer } from '../../../preload/contract';
import { bridge } from '../../ui/bridge';
import type { Open } from '../useOpen';
import type { Copies } from './choice';
import { copyWords } from './words';

/** Is told the group when the files are on their way. */
type Went = (group: Transfer['group']) => void;

interface Asked {
  readonly question: CsvQuestion;
  readonly went: Went;
}

export interface Preflight {
  readonly questions: readonly CsvQuestion[];
  ask(question: CsvQuestion, went: Went): void;
  /** Looks again at a file; resolves when its report is here, or to why not. */
  look(id: CsvQuestion['id'], file: number, encoding: CsvEncoding): Promise<AppError | null>;
  /** Sends; resolves to why not, or null. */
  send(id: CsvQuestion['id'], copies: Copies): Promise<AppError | null>;
  drop(id: CsvQuestion['id']): void;
}

/** `told` is given sentences about copies that were made. */
export function usePreflight(open: Open, told: (words: string) => void): Preflight {
  const [asked, setAsked] = useState<readonly Asked[]>([]);
  const put = useCallback(
    (question: CsvQuestion, went?: Went) =>
      setAsked((all) => {
        const before = all.find((one) => one.question.id === question.id);
        const now = { question, went: went ?? before?.went ?? (() => {}) };
        return before === undefined
          ? [...all, now]
          : all.map((one) => (one === before ? now : one));
      }),
    [],
  );
  const drop = useCallback((id: CsvQuestion['id']) => {
    void bridge.call('csv.drop', { id });
    setAsked((all) => all.filter(({ question }) => question.id !== id));
  }, []);
  useEffect(() => bridge.on('csv.changed', (question) => put(question)), [put]);
  useShown(asked, open);
  return useMemo(
    () => ({
      questions: asked.map(({ question }) => question),
      ask: put,
      look: async (id, file, encoding) => {
        const answer = await bridge.call('csv.look', { id, file, encoding });
        if (!answer.ok) return answer.error;
        const report = answer.value;
        setAsked((all) =>
          all.map((one) => {
            if (one.question.id !== id) return one;
            const looked = one.question.looked.map((old) =>
              old.file === file ? { ...old, report } : old,
            );
            return { ...one, question: { ...one.question, looked } };
          }),
        );
        return null;
      },
      send: async (id, copies) => {
        const before = asked.find(({ question }) => question.id === id);
        const answer = await bridge.call('csv.send', { id, copies: [...copies] });
        if (!answer.ok) return answer.error;
        // What was found meanwhile in files that went as they are is still to be told.
        const isOver = ({ question }: Asked) =>
          question.id === id && question.sent === before?.question.sent;
        setAsked((all) => all.filter((one) => !isOver(one)));
        before?.went(answer.value.group);
        for (const copy of answer.value.copies) if (copy.leftOut > 0) told(copyWords(copy));
        return null;
      },
      drop,
    }),
    [asked, put, drop, told],
  );
}

/** Shows the first question that waits, and closes one that is over. */
function useShown(asked: readonly Asked[], open: Open): void {
  const { sheet, show, close } = open;
  useEffect(() => {
    if (sheet.kind === 'preflight') {
      if (!asked.some(({ question }) => question.id === sheet.id)) close();
      return;
    }
    const next = asked.find(({ question }) => !question.sent);
    if (sheet.kind === 'none' && next !== undefined)
      show({ kind: 'preflight', id: next.question.id });
  }, [asked, sheet, show, close]);
}
