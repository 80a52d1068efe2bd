/** The heads of the columns, which order the list. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button as Pressable } from 'react-aria-components';
import { Icon } from '../../ui/Icon';
import type { Sort } from './order';

const COLUMNS: readonly { by: Sort['by']; label: string; order: [string, string] }[] = [
  { by: 'name', label: 'Name', order: ['from A', 'from Z'] },
  { by: 'size', label: 'Size', order: ['smallest first', 'largest first'] },
  { by: 'time', label: 'Time', order: ['oldest first', 'newest first'] },
];

export function Columns(props: { sort: Sort; change: (sort: Sort) => void; found: boolean }) {
  const { sort, change, found } = props;
  // What was found has an order of its own: near folders first.
  if (found) return <div className="file-columns small text-3">Found, the nearest first</div>;
  const press = (by: Sort['by']) =>
    // Sizes and times are looked at for the largest and the newest.
    change(by === sort.by ? { by, down: !sort.down } : { by, down: by !== 'name' });
  return (
    <div className="file-columns small">
      {COLUMNS.map(({ by, label, order }) => {
        const isBy = sort.by === by;
        const words = isBy ? `, ${order[sort.down ? 1 : 0]}` : '';
        return (
          <Pressable
            key={by}
            className={`column ${by}`}
            aria-label={`Order by ${label.toLowerCase()}${words}`}
            onPress={() => press(by)}
          >
            {label}
            {isBy ? <Icon of={sort.down ? ArrowDown : ArrowUp} size={12} /> : null}
          </Pressable>
        );
      })}
    </div>
  );
}
