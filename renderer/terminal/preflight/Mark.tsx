/** A box with its words that a mend is turned on and off by. */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from '../../ui/Icon';

export function Mark(props: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}) {
  const { on, onChange, children, disabled = false } = props;
  return (
    <Checkbox className="check" isSelected={on} onChange={onChange} isDisabled={disabled}>
      <span className="box" aria-hidden>
        {on ? <Icon of={Check} size={12} /> : null}
      </span>
      {children}
    </Checkbox>
  );
}
