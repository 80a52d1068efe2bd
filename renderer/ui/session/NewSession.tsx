/** New session: filled as last time, with Start focused, so that Enter is enough. */
import './newSession.css';
import { useState } from 'react';
import type { AppError, BackendKind, KeptTenant, Place, Settings } from '../../../preload/contract';
import { Button } from '../Button';
import { bridge, usePlaces, useSettings, useTenants } from '../bridge';
import { Sheet } from '../Sheet';
import { type Choice, firstChoice, fits, placesOf, type Wanted, withTenant } from './choice';
import { FilesField, useLeft } from './FilesField';
import { PlaceField } from './PlaceField';
import { PlaceNotice } from './PlaceNotice';
import { placeNews } from './places';
import { LifeField, SizeField } from './Segments';
import { TenantField } from './TenantField';

interface NewSessionProps {
  readonly onClose: () => void;
  /** Called with the reason where a session could not be made. */
  readonly onFail: (error: AppError) => void;
  /** Leads to the choice of a cluster; without it Home does. */
  readonly chooseCluster?: () => void;
  /** What was asked for, before what was chosen last time. */
  readonly wanted?: Wanted;
}

/** The sheet, as soon as what can be chosen is known. */
export function NewSession(props: NewSessionProps) {
  const tenants = useTenants();
  const places = usePlaces().value;
  const settings = useSettings().value;
  if (tenants === null || places === null || settings === null) return null;
  return <Filled {...props} tenants={tenants} places={places} settings={settings} />;
}

type FilledProps = NewSessionProps & {
  readonly tenants: readonly KeptTenant[];
  readonly places: readonly Place[];
  readonly settings: Settings;
};

function Filled(props: FilledProps) {
  const { tenants, places, settings, onClose, onFail, wanted } = props;
  const [choice, setChoice] = useState(() => firstChoice(tenants, places, settings, wanted));
  const filesOf = wanted?.filesOf;
  const left = useLeft(filesOf);
  const [withFiles, setWithFiles] = useState(true);
  const change = (part: Partial<Choice>) =>
    setChoice((now) => (now === null ? null : { ...now, ...part }));
  const place = places.find(({ backend }) => backend === choice?.backend);
  const tenant = tenants.find(({ id }) => id === choice?.tenant);
  const usable =
    choice !== null && place !== undefined && tenant !== undefined && fits(place, tenant);
  const news =
    place === undefined || tenant === undefined
      ? null
      : placeNews(placesOf(tenant, places), settings, wanted?.backend, place);
  const chooseCluster = () => {
    onClose();
    if (props.chooseCluster === undefined) void bridge.call('window.home', { show: 'cluster' });
    else props.chooseCluster();
  };
  const diagnose = (backend: BackendKind) => {
    onClose();
    void bridge.call('diagnostics.place', { place: backend });
  };
  const start = () => {
    if (!usable) return;
    onClose();
    void create(filesOf === undefined || !withFiles ? choice : { ...choice, filesOf }, onFail);
  };
  return (
    <Sheet
      title="New session"
      onClose={onClose}
      foot={
        <>
          <span className="note">Your choice is kept for next time.</span>
          <Button onPress={onClose} keys={['Esc']}>
            Cancel
          </Button>
          <Button
            // When it can be pressed it has the focus, also where another place had to be chosen first.
            key={String(usable)}
            kind="primary"
            onPress={start}
            keys={['⏎']}
            autoFocus={usable}
            disabled={!usable}
          >
            Start session
          </Button>
        </>
      }
    >
      {choice === null ? (
        <p className="text-2">There is no tenant and no place yet that a session could use.</p>
      ) : (
        <form className="new-session" onKeyDownCapture={(event) => enter(event, start)}>
          {news === null ? null : (
            <PlaceNotice news={news} use={(backend) => change({ backend })} />
          )}
          {left ? <FilesField left={left} on={withFiles} onChange={setWithFiles} /> : null}
          <TenantField
            tenants={tenants}
            choice={choice}
            change={(next) => setChoice(withTenant(choice, next, places))}
          />
          <PlaceField
            places={places}
            tenant={tenant}
            choice={choice}
            change={change}
            chooseCluster={chooseCluster}
            diagnose={diagnose}
          />
          <SizeField sizes={settings.cluster.sizes} choice={choice} change={change} />
          <LifeField idleMs={settings.idleMs} choice={choice} change={change} />
        </form>
      )}
    </Sheet>
  );
}

/** Enter in any field is the primary button, before a radio keeps it to itself; a button in the form keeps its own. */
function enter(event: React.KeyboardEvent, start: () => void): void {
  if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  start();
}

/** Makes the session, and main keeps the choice; the row in the list, or `onFail`, says how it goes. */
export async function create(
  choice: Choice & Pick<Wanted, 'filesOf'>,
  onFail: (error: AppError) => void,
): Promise<void> {
  const answer = await bridge.call('sessions.create', choice);
  if (!answer.ok) onFail(answer.error);
}
