/** The sheets of a terminal window. They leave its header in sight. */
import type { Session } from '../../preload/contract';
import { EndSession } from '../ui/session/EndSession';
import { NewSession } from '../ui/session/NewSession';
import { RenameSession } from '../ui/session/RenameSession';
import type { Controller } from './controller';
import type { FilePlaces } from './files/places';
import { PreviewSheet } from './files/preview/PreviewSheet';
import { RemoveSheet } from './files/RemoveSheet';
import { PasteSheet } from './PasteSheet';
import type { Open } from './useOpen';

export function Sheets(props: {
  controller: Controller;
  session: Session;
  open: Open;
  places: FilePlaces;
}) {
  const { controller, session, open, places } = props;
  const fail = controller.fail.bind(controller);
  switch (open.sheet.kind) {
    case 'none':
      return null;
    case 'new':
      return <NewSession onClose={open.close} onFail={fail} />;
    case 'end':
      return <EndSession session={session} onClose={open.close} onFail={fail} />;
    case 'rename':
      return <RenameSession session={session} onClose={open.close} onFail={fail} />;
    case 'preview':
      return <PreviewSheet row={open.sheet.row} acts={places.acts ?? []} onClose={open.close} />;
    case 'remove':
      return (
        <RemoveSheet rows={open.sheet.rows} onRemove={open.sheet.remove} onClose={open.close} />
      );
    case 'paste': {
      const { paste } = open.sheet;
      const send = () => {
        open.close();
        controller.paste(paste.text);
      };
      return <PasteSheet paste={paste} onSend={send} onClose={open.close} />;
    }
  }
}
