/** Copies a text, and says so where it was pressed. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { Icon } from '../../ui/Icon';

/** How long it says that it was copied, ms. */
const SAID_MS = 2000;

export function CopyButton(props: { text: string; label: string; what: string }) {
  const { text, label, what } = props;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Pressable className="button quiet small-button copy" onPress={copy}>
      <Icon of={copied ? Check : Copy} size={14} />
      <span className="label" aria-live="polite">
        {copied ? 'Copied' : label}
        <span className="unseen"> {what}</span>
      </span>
    </Pressable>
  );
}
