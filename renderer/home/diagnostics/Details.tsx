/** What a server or a session wrote, folded away until it is wanted. */
import { ChevronRight } from 'lucide-react';
import { Disclosure, DisclosurePanel, Button as Pressable } from 'react-aria-components';
import { Icon } from '../../ui/Icon';

export function Details(props: { text: string; label?: string }) {
  const { text, label = 'Details' } = props;
  return (
    <Disclosure className="diag-details">
      <Pressable slot="trigger" className="diag-fold">
        <Icon of={ChevronRight} size={14} />
        {label}
      </Pressable>
      <DisclosurePanel>
        <pre className="mono selectable diag-lines">{text}</pre>
      </DisclosurePanel>
    </Disclosure>
  );
}
