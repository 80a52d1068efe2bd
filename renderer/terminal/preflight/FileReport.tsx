/** What was found in one file: cells beside findings, what a person must decide first. */
import { useState } from 'react';
import type { CsvEncoding, CsvLooked } from '../../../preload/contract';
import { Cells } from './Cells';
import { cellsOfAll } from './cells';
import { type FileChoice, mendsFor } from './choice';
import { Finding, isUsual } from './Finding';
import { formWords, partWords } from './words';

export function FileReport(props: {
  looked: CsvLooked;
  domain: string;
  choice: FileChoice;
  onChoice: (choice: FileChoice) => void;
  onEncoding: (encoding: CsvEncoding) => void;
}) {
  const { looked, domain, choice, onChoice, onEncoding } = props;
  const { report } = looked;
  const { findings } = report;
  const [shown, setShown] = useState<string | null>(null);
  const canFix = mendsFor(report).length > 0;
  const keyed = findings.map((finding, at) => ({ finding, key: `${finding.kind} ${at}` }));
  const one = keyed.find(({ key }) => key === shown)?.finding;
  const cells = cellsOfAll(one === undefined ? findings : [one], report);
  const list = (usual: boolean) =>
    keyed.filter(({ finding }) => (canFix && isUsual(finding)) === usual);
  const parts = [
    { title: 'For you to decide', items: list(false) },
    { title: 'Put right in the fixed copy', items: list(true) },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className="file-report">
      <p className="text-2 small">{formWords(report)}</p>
      <div className="report-panes">
        <Cells
          cells={cells}
          report={report}
          note={one === undefined ? null : partWords(cells.length, one)}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
        <section className="findings scroll" aria-label="Findings" tabIndex={0}>
          {parts.map(({ title, items }) => (
            <section key={title}>
              <h3 className="text-3 small">{title}</h3>
              <ul>
                {items.map(({ finding, key }) => (
                  <Finding
                    key={key}
                    finding={finding}
                    report={report}
                    domain={domain}
                    choice={canFix ? choice : null}
                    onChoice={onChoice}
                    onEncoding={onEncoding}
                    isShown={key === shown}
                    onShow={() => setShown(key === shown ? null : key)}
                  />
                ))}
              </ul>
            </section>
          ))}
        </section>
      </div>
    </div>
  );
}
