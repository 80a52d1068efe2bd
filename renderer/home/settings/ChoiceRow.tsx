/** A setting with a few values, all in sight. */
import { Radio, RadioGroup } from 'react-aria-components';
import { Row } from './rows';

export function ChoiceRow<T extends string>(props: {
  label: string;
  about: string;
  /** The values, each with its words. */
  options: readonly (readonly [T, string])[];
  value: T;
  /** What holds where nothing was chosen. */
  usual: T;
  save: (value: T) => void;
}) {
  const { label, about, options, value, usual, save } = props;
  const choose = (chosen: string) => {
    const found = options.find(([one]) => one === chosen);
    if (found !== undefined) save(found[0]);
  };
  return (
    <Row
      label={label}
      about={about}
      origin={value === usual ? 'default' : 'saved'}
      reset={() => save(usual)}
    >
      <RadioGroup aria-label={label} value={value} onChange={choose}>
        <div className="segments">
          {options.map(([one, words]) => (
            <Radio className="segment" key={one} value={one}>
              {words}
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </Row>
  );
}
