/** The head of the settings: a field that looks for one, and a switch for those that are not as they come. */
import './find.css';
import { Search } from 'lucide-react';
import { ToggleButton } from 'react-aria-components';
import { Icon } from '../../ui/Icon';
import type { Filter } from './filter';

export function Find(props: { filter: Filter; change: (filter: Filter) => void }) {
  const { filter, change } = props;
  return (
    <div className="settings-head">
      <h1>Settings</h1>
      <label className="find">
        <Icon of={Search} size={15} />
        <input
          type="search"
          className="ask-field"
          aria-label="Find a setting"
          placeholder="Find a setting"
          spellCheck={false}
          value={filter.words}
          onChange={(event) => change({ ...filter, words: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') change({ ...filter, words: '' });
          }}
        />
      </label>
      <ToggleButton
        className="button plain small-button"
        isSelected={filter.onlyChanged}
        onChange={(onlyChanged) => change({ ...filter, onlyChanged })}
      >
        Only changed
      </ToggleButton>
    </div>
  );
}
