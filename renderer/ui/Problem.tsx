/** What did not happen, why, and what to do: one strip, with at most two buttons. */
import './problem.css';
import type { ReactNode } from 'react';
import type { AppError } from '../../preload/contract';
import { StateMark } from './Icon';
import type { StateIcon, Tone } from './words';
import { sentence } from './words';

/** One line of an attention list or of notices. `children` are its buttons. */
export function Strip(props: {
  icon: StateIcon;
  tone: Tone;
  title: string;
  text?: string;
  children?: ReactNode;
  /** What is said at once by screen readers, as an unexpected end is. */
  urgent?: boolean;
}) {
  const { icon, tone, title, text, children, urgent = false } = props;
  return (
    <div className="strip" role={urgent ? 'alert' : 'status'}>
      <StateMark icon={icon} tone={tone} size={16} />
      <p className="selectable">
        <b>{title}</b> {text === undefined ? null : <span className="text-3">{text}</span>}
      </p>
      {children === undefined ? null : <div className="acts">{children}</div>}
    </div>
  );
}

/** A failure by the rules of words: its message, then its fix. */
export function Problem(props: { error: AppError; children?: ReactNode }) {
  const { error, children } = props;
  const text = error.fix === undefined ? {} : { text: sentence(error.fix) };
  return (
    <Strip icon="triangle-alert" tone="warn" title={sentence(error.message)} {...text} urgent>
      {children}
    </Strip>
  );
}
