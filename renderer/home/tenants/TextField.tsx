/** A line of text with its label, and why it cannot be so. */
import { useId } from 'react';

export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The name by which the form finds it. */
  name?: string;
  /** Why it cannot be so: "it is empty". */
  wrong?: string | undefined;
  /** What it is for. */
  about?: string;
  placeholder?: string;
  autoFocus?: boolean;
  short?: boolean;
}) {
  const { label, value, onChange, name, wrong, about, placeholder, short = false } = props;
  const id = useId();
  const told = wrong === undefined ? about : `It cannot be so: ${wrong}.`;
  return (
    <div className="field-row">
      <label htmlFor={id}>{label}</label>
      <div className="field">
        <input
          id={id}
          className={`ask-field ${short ? 'short' : ''}`}
          name={name}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: the sheet was opened to type here
          autoFocus={props.autoFocus ?? false}
          maxLength={4096}
          aria-invalid={wrong !== undefined}
          aria-describedby={told === undefined ? undefined : `${id}-told`}
          onChange={(event) => onChange(event.target.value)}
        />
        {told === undefined ? null : (
          <p className={`caption ${wrong === undefined ? '' : 'tone-bad'}`} id={`${id}-told`}>
            {told}
          </p>
        )}
      </div>
    </div>
  );
}
