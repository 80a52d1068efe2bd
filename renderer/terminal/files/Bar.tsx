/** The line below the drawer's head: what is searched for, or the name of a new folder. */
import { FolderPlus, Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Icon } from '../../ui/Icon';
import { whyNoName } from './RenameField';

export type BarKind = 'none' | 'search' | 'folder';

interface BarProps {
  readonly kind: BarKind;
  readonly words: string;
  readonly change: (words: string) => void;
  readonly close: () => void;
  /** Makes a folder of this name. */
  readonly make: (name: string) => void;
}

export function Bar(props: BarProps) {
  const { kind, words, change, close, make } = props;
  if (kind === 'none') return null;
  if (kind === 'folder') return <NewFolder make={make} close={close} />;
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') return close();
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    event.currentTarget.closest('.drawer')?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  return (
    <search className="drawer-bar">
      <Icon of={Search} size={15} />
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here
        autoFocus
        type="search"
        className="ask-field"
        aria-label="Search by name, here and in folders below"
        placeholder="Search by name, also in folders"
        spellCheck={false}
        maxLength={200}
        value={words}
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
      />
    </search>
  );
}

function NewFolder(props: Pick<BarProps, 'make' | 'close'>) {
  const { make, close } = props;
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const why = whyNoName(name);
  return (
    <div className="drawer-bar">
      <Icon of={FolderPlus} size={15} />
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here
        autoFocus
        className="ask-field"
        aria-label="Name of the new folder"
        placeholder="Name, then Enter"
        aria-invalid={tried && why !== null}
        spellCheck={false}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          if (why === null) make(name);
          else setTried(true);
        }}
      />
      {tried && why !== null ? (
        <span className="why" role="alert">
          {why}
        </span>
      ) : null}
    </div>
  );
}
