/** An encoding that is a guess: a person sees by the cells whether it is right, and says another one. */
import { CsvEncoding, type CsvReport } from '../../../preload/contract';
import { encodingName } from './words';

/** UTF is found by its bytes: it is no guess. */
const CHOICES = CsvEncoding.options.filter((encoding) => !encoding.startsWith('utf'));

export function EncodingChoice(props: {
  report: CsvReport;
  onChoice: (encoding: CsvEncoding) => void;
}) {
  const { report, onChoice } = props;
  const { encoding } = report.form;
  if (!CHOICES.includes(encoding)) return null;
  return (
    <label className="encoding text-2 small">
      Are the letters in the cells right? Else choose:
      <select
        value={encoding}
        onChange={({ target }) => {
          const chosen = CsvEncoding.safeParse(target.value);
          if (chosen.success) onChoice(chosen.data);
        }}
      >
        {CHOICES.map((one) => (
          <option key={one} value={one}>
            {encodingName(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
