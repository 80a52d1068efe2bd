/** A name that is being changed in its place. Enter takes it, Escape leaves it as it was. */
import { useEffect, useRef, useState } from 'react';
import type { FileEntry } from '../../../preload/contract';

/** The longest name there is, in bytes of UTF-8. */
const LONGEST = 255;

/** Why it cannot be a name, or null. */
export function whyNoName(name: string): string | null {
  if (name.trim() === '') return 'A name needs a letter';
  if (name === '.' || name === '..') return 'This name means a folder';
  if (name.includes('/')) return 'A name has no “/”';
  const length = new TextEncoder().encode(name).length;
  return length > LONGEST ? `A name has ${LONGEST} bytes at most; this has ${length}` : null;
}

/** `done` gets the new name, or null: it stays. */
export function RenameField(props: { entry: FileEntry; done: (name: string | null) => void }) {
  const { entry, done } = props;
  const [name, setName] = useState(entry.text);
  const field = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const why = whyNoName(name);
  const finish = (to: string | null) => {
    if (over.current) return;
    over.current = true;
    done(to === null || to === entry.text ? null : to);
  };
  useEffect(() => {
    field.current?.focus();
    const dot = entry.type === 'file' ? entry.text.lastIndexOf('.') : -1;
    field.current?.setSelectionRange(0, dot > 0 ? dot : entry.text.length);
  }, [entry]);
  return (
    <span className="rename">
      <input
        ref={field}
        className="ask-field"
        aria-label={`New name of ${entry.text}`}
        aria-invalid={why !== null}
        aria-errormessage={why === null ? undefined : 'rename-why'}
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => finish(null)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') finish(null);
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && why === null) finish(name);
        }}
      />
      {why === null ? null : (
        <span id="rename-why" className="why" role="alert">
          {why}
        </span>
      )}
    </span>
  );
}
