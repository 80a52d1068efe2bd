/** An encoding that is a guess: a person sees by the cells whether it is right, and says another one. */
import '../../ui/select.css';
import { CsvEncoding } from '../../../preload/contract';
import { encodingName } from './words';

/** UTF is found by its bytes: it is no guess. */
const CHOICES = CsvEncoding.options.filter((encoding) => !encoding.startsWith('utf'));

/** Whether an encoding that was found may be another one, or was said by a person. */
export function isGuess(encoding: CsvEncoding): boolean {
  return CHOICES.includes(encoding);
}

export function EncodingChoice(props: {
  encoding: CsvEncoding;
  onChoice: (encoding: CsvEncoding) => void;
}) {
  const { encoding, onChoice } = props;
  if (!isGuess(encoding)) return null;
  return (
    <label className="encoding text-2 small">
      If letters in its cells are wrong:
      <select
        className="select"
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
