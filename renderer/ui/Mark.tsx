/** A box with its words that something is turned on and off by. */
import './mark.css';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from './Icon';

export function Mark(props: {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
  className?: string;
}) {
  const { on, onChange, children, disabled = false, className = '' } = props;
  return (
    <Checkbox
      className={`check ${className}`}
      isSelected={on}
      onChange={onChange}
      isDisabled={disabled}
    >
      <span className="box" aria-hidden>
        {on ? <Icon of={Check} size={12} /> : null}
      </span>
      {children}
    </Checkbox>
  );
}
