/** Sheets: a question or a form over the window. Escape and a press beside it close it, the focus comes back. */
import './sheet.css';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './Button';

interface SheetProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What stands at the bottom: buttons, the primary last. */
  readonly foot: ReactNode;
  /** `ask` is narrower and has no cross: it must be answered, if only by Escape. `wide` takes what room there is. */
  readonly kind?: 'form' | 'ask' | 'wide';
  /** Nothing in it takes the focus: it does itself, so that keys scroll it. */
  readonly isText?: boolean;
}

/** Shows a sheet as long as it is rendered. */
export function Sheet(props: SheetProps) {
  const { title, onClose, children, foot, kind = 'form', isText = false } = props;
  return (
    <ModalOverlay
      className="sheet-overlay"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`sheet ${kind}`}>
        <Dialog className="sheet-dialog" role={kind === 'ask' ? 'alertdialog' : 'dialog'}>
          <header>
            <Heading slot="title" className="cut">
              {title}
            </Heading>
            {kind !== 'ask' ? <IconButton icon={X} label="Close" onPress={onClose} /> : null}
          </header>
          <div className="sheet-body scroll" {...(isText ? { tabIndex: 0 } : {})}>
            {children}
          </div>
          <footer>{foot}</footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
