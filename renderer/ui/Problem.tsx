/** What did not happen, why, and what to do: one strip, with at most two buttons. */
import './problem.css';
import type { ReactNode } from 'react';
import type { AppError } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { StateMark } from './Icon';
import type { StateIcon, Tone } from './words';
import { sentence } from './words';

/** One line of an attention list or of notices. `children` are its buttons. */
export function Strip(props: {
  icon: StateIcon;
  tone: Tone;
  title: string;
  text?: string;
  /** Commands to paste elsewhere, a line each. */
  commands?: readonly string[];
  children?: ReactNode;
  /** What is said at once by screen readers, as an unexpected end is. */
  urgent?: boolean;
}) {
  const { icon, tone, title, text, commands = [], children, urgent = false } = props;
  return (
    <div className="strip" role={urgent ? 'alert' : 'status'}>
      <StateMark icon={icon} tone={tone} size={16} />
      <p className="selectable">
        <b>{title}</b> {text === undefined ? null : <span className="text-3">{text}</span>}
      </p>
      {children === undefined ? null : <div className="acts">{children}</div>}
      {commands.length === 0 ? null : (
        <code className="commands selectable">{commands.map(visible).join('\n')}</code>
      )}
    </div>
  );
}

/** A failure by the rules of words: its message, then its fix. What stands below the fix's first line are commands. */
export function Problem(props: { error: AppError; children?: ReactNode }) {
  const { error, children } = props;
  const [fix = '', ...commands] = error.fix?.split('\n') ?? [];
  const text = fix === '' ? {} : { text: sentence(fix) };
  return (
    <Strip
      icon="triangle-alert"
      tone="warn"
      title={sentence(error.message)}
      {...text}
      commands={commands}
      urgent
    >
      {children}
    </Strip>
  );
}
