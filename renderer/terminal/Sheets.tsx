/** The sheets of a terminal window. They leave its header in sight. */
import type { Session, ShowHome } from '../../preload/contract';
import { bridge } from '../ui/bridge';
import { SaveCredentials } from '../ui/credentials/SaveCredentials';
import { ShortcutsSheet } from '../ui/keys/ShortcutsSheet';
import { Palette } from '../ui/palette/Palette';
import { EndSession } from '../ui/session/EndSession';
import { NewSession } from '../ui/session/NewSession';
import { RenameSession } from '../ui/session/RenameSession';
import type { Controller } from './controller';
import { PreviewSheet } from './files/preview/PreviewSheet';
import { RemoveSheet } from './files/RemoveSheet';
import { JobOutputSheet } from './jobs/JobOutputSheet';
import { JobsSheet } from './jobs/JobsSheet';
import { ExportSheet } from './journal/ExportSheet';
import { OutputSheet } from './journal/OutputSheet';
import type { Exporting } from './journal/useExport';
import { PasteSheet } from './PasteSheet';
import { PreflightSheet } from './preflight/PreflightSheet';
import { ClashSheet } from './transfers/ClashSheet';
import { TransfersSheet } from './transfers/TransfersSheet';
import { answer } from './transfers/useClash';
import type { Do } from './useActs';
import type { Moves } from './useMoves';
import type { Open } from './useOpen';

/** Home is brought to the front with what is asked for. */
function showHome(show: ShowHome): void {
  void bridge.call('window.home', show);
}

export function Sheets(props: {
  controller: Controller;
  session: Session;
  open: Open;
  moves: Pick<Moves, 'transfers' | 'places' | 'preflight'>;
  exporting: Exporting;
  act: Do;
}) {
  const { controller, session, open, moves, exporting, act } = props;
  const { transfers, places, preflight } = moves;
  const fail = controller.fail.bind(controller);
  switch (open.sheet.kind) {
    case 'none':
      return null;
    case 'palette': {
      const setting = (label: string) => showHome({ show: 'settings', setting: label });
      return <Palette window="terminal" act={act} setting={setting} onClose={open.close} />;
    }
    case 'shortcuts': {
      const change = () => showHome({ show: 'shortcuts' });
      return <ShortcutsSheet window="terminal" onChange={change} onClose={open.close} />;
    }
    case 'new':
      return <NewSession wanted={open.sheet.wanted ?? {}} onClose={open.close} onFail={fail} />;
    case 'end':
      return <EndSession session={session} onClose={open.close} onFail={fail} />;
    case 'credentials':
      return <SaveCredentials session={session} onClose={open.close} />;
    case 'rename':
      return <RenameSession session={session} onClose={open.close} onFail={fail} />;
    case 'preview':
      return <PreviewSheet row={open.sheet.row} acts={places.acts ?? []} onClose={open.close} />;
    case 'remove':
      return (
        <RemoveSheet rows={open.sheet.rows} onRemove={open.sheet.remove} onClose={open.close} />
      );
    case 'clash': {
      const { id } = open.sheet;
      const transfer = transfers.find((one) => one.id === id);
      if (transfer === undefined) return null;
      return (
        <ClashSheet
          key={id}
          transfer={transfer}
          transfers={transfers}
          onAnswer={(given, forAll) => answer(id, given, forAll)}
          onClose={open.close}
        />
      );
    }
    case 'preflight': {
      const { id } = open.sheet;
      const question = preflight.questions.find((one) => one.id === id);
      if (question === undefined) return null;
      const { domain } = session.tenant;
      return <PreflightSheet key={id} question={question} preflight={preflight} domain={domain} />;
    }
    case 'transfers':
      return (
        <TransfersSheet
          transfers={transfers}
          decide={({ id }) => open.show({ kind: 'clash', id })}
          failed={fail}
          onClose={open.close}
        />
      );
    case 'jobs':
      return <JobsSheet session={session} job={open.sheet.job} onClose={open.close} />;
    case 'export': {
      const begin: Exporting['begin'] = (format) => {
        open.close();
        exporting.begin(format);
      };
      return <ExportSheet onExport={begin} onClose={open.close} />;
    }
    case 'output':
      return 'line' in open.sheet ? (
        <OutputSheet line={open.sheet.line} onClose={open.close} />
      ) : (
        <JobOutputSheet from={open.sheet.from} onClose={open.close} />
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
