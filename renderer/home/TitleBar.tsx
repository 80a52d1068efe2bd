/** Home's title bar: the window is dragged by it, and the field in its middle opens the command palette. */
import '../ui/palette/palette.css';
import { Search } from 'lucide-react';
import { Button as Pressable } from 'react-aria-components';
import { Keys } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useCaps } from '../ui/keys/keymap';

export function TitleBar(props: { palette: () => void }) {
  const caps = useCaps();
  return (
    <div className="title-bar drag">
      <Pressable className="command-field" onPress={props.palette}>
        <Icon of={Search} size={14} />
        <span className="label cut">Search or run a command</span>
        <Keys caps={caps('palette')} />
      </Pressable>
    </div>
  );
}
