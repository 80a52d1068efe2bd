/** Where it runs. A place that cannot be used stays listed, dashed, with its reason and a way to look again. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { BackendKind, type KeptTenant, type Place, whyNotThere } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../Button';
import { bridge } from '../bridge';
import { Icon, PLACE_ICONS, StateMark } from '../Icon';
import { PlaceName } from '../PlaceName';
import { sentence } from '../words';
import type { Choice } from './choice';
import { canUse } from './places';

export function PlaceField(props: {
  places: readonly Place[];
  /** Whose credentials may not be had everywhere. */
  tenant: KeptTenant | undefined;
  choice: Choice;
  change: (part: Partial<Choice>) => void;
  /** Leads to the choice of a cluster. */
  chooseCluster: () => void;
  /** Leads to what Diagnostics find out about a place. */
  diagnose: (place: BackendKind) => void;
}) {
  const { places, tenant, choice, change, chooseCluster, diagnose } = props;
  const elsewhere = (place: Place) =>
    tenant === undefined ? null : whyNotThere(tenant.source, place.backend);
  return (
    <RadioGroup
      className="field-row"
      value={choice.backend}
      onChange={(kind) => change({ backend: BackendKind.parse(kind) })}
    >
      <Label>Place</Label>
      <div className="field places-field">
        {places.map((place) => (
          <div className="place-row" key={place.backend}>
            <PlaceRadio place={place} elsewhere={elsewhere(place)} />
            {needsCluster(place) ? (
              <Button small onPress={chooseCluster}>
                Choose a cluster…
              </Button>
            ) : null}
            {canLookAgain(place) ? (
              <Button small onPress={() => void bridge.call('places.list')}>
                Look again
              </Button>
            ) : null}
            {place.status.kind === 'unusable' ? (
              <Button small onPress={() => diagnose(place.backend)}>
                Diagnose
              </Button>
            ) : null}
          </div>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Whether another choice of a cluster is a way out. */
function needsCluster({ backend, status }: Place): boolean {
  return backend === 'kubernetes' && status.kind !== 'ready';
}

/** Whether it may be there by now: what is set up outside GamGUI is not told to it. */
function canLookAgain({ backend, status }: Place): boolean {
  return status.kind === 'unusable' || (status.kind === 'unset' && backend === 'docker');
}

/** `elsewhere`: why the tenant's sessions cannot run there, or null. */
function PlaceRadio(props: { place: Place; elsewhere: string | null }) {
  const { place, elsewhere } = props;
  const usable = canUse(place) && elsewhere === null;
  return (
    <Radio className="place-radio" value={place.backend} isDisabled={!usable}>
      <span className="ring" />
      <Icon of={PLACE_ICONS[place.backend]} />
      <span className="two-lines">
        <PlaceName place={place} />
        {canUse(place) && elsewhere !== null ? (
          <Reason text={elsewhere} />
        ) : (
          <PlaceReason place={place} />
        )}
      </span>
    </Radio>
  );
}

function PlaceReason(props: { place: Place }) {
  const { status, about } = props.place;
  if (status.kind !== 'unusable')
    return <span className="second">{`${sentence(status.text)} ${visible(about)}`}</span>;
  const { message, fix } = status.error;
  return <Reason text={`${sentence(message)} ${fix === undefined ? '' : sentence(fix)}`} />;
}

function Reason(props: { text: string }) {
  return (
    <span className="second reason">
      <StateMark icon="triangle-alert" tone="warn" size={13} />
      <span>{props.text}</span>
    </span>
  );
}
