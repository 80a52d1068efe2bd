/** The app's buttons: plain, primary (one in a view, Enter presses it), danger, quiet and link. */
import './button.css';
import type { LucideIcon } from 'lucide-react';
import { Fragment, type ReactNode, type Ref } from 'react';
import { Button as Pressable, ProgressBar } from 'react-aria-components';
import { Icon } from './Icon';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly small?: boolean;
  readonly icon?: LucideIcon;
  /** Key caps behind the words, as `keyCaps` gives them. */
  readonly keys?: readonly string[];
  readonly autoFocus?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words in it. */
export function Button(props: ButtonProps) {
  const { children, onPress, kind = 'plain', small = false, icon, keys, autoFocus = false } = props;
  return (
    <Pressable
      className={`button ${kind} ${small ? 'small-button' : ''}`}
      onPress={onPress}
      autoFocus={autoFocus}
      isPending={props.busy ?? false}
      isDisabled={props.disabled ?? false}
      {...(props.ref === undefined ? {} : { ref: props.ref })}
    >
      {icon === undefined ? null : <Icon of={icon} size={small ? 14 : 15} />}
      <span className="label">{children}</span>
      {keys === undefined ? null : <Keys caps={keys} />}
      {/* What is announced while it is busy. */}
      {props.busy ? (
        <ProgressBar className="unseen" aria-label="Under way" isIndeterminate />
      ) : null}
    </Pressable>
  );
}

/** Takes a notice off the page that has been read. */
export function Dismiss(props: { onPress: () => void }) {
  return (
    <Button small onPress={props.onPress}>
      Dismiss
    </Button>
  );
}

/** A button that is an icon; `label` is what is read and shown as its tooltip. */
export function IconButton(props: {
  icon: LucideIcon;
  label: string;
  onPress: () => void;
  size?: number;
}) {
  return (
    <Pressable className="icon-button" onPress={props.onPress} aria-label={props.label}>
      <span title={props.label}>
        <Icon of={props.icon} size={props.size ?? 16} />
      </span>
    </Pressable>
  );
}

/** Key caps. They show a shortcut to the eye; it is announced by `aria-keyshortcuts` where that matters. */
export function Keys(props: { caps: readonly string[] }) {
  return (
    <span className="keys" aria-hidden>
      {props.caps.map((cap) => (
        <Fragment key={cap}>
          <kbd>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
