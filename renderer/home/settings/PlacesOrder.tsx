/** Where sessions run: the order of the places, what happens where the first cannot be used, and where Docker is. */
import './placesOrder.css';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button as Pressable } from 'react-aria-components';
import { type BackendKind, DEFAULTS, type Settings } from '../../../preload/contract';
import { DockerHost } from '../../../preload/values';
import { bridge } from '../../ui/bridge';
import { Icon, PLACE_ICONS } from '../../ui/Icon';
import { moved } from '../../ui/session/places';
import { SETTING_NAMES } from '../../ui/setting-names';
import { ChoiceRow } from './ChoiceRow';
import { Row, TextRow } from './rows';

interface PlacesProps {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => Promise<void>;
}

const NAMES: Readonly<Record<BackendKind, string>> = {
  kubernetes: 'Kubernetes',
  docker: 'Docker',
  local: 'Local',
};

const OTHER = [
  ['ask', 'Ask me'],
  ['next', 'Use the next'],
] as const;

export function PlacesRows(props: PlacesProps) {
  const { settings, change } = props;
  return (
    <>
      <OrderRow places={settings.places} save={(places) => change({ places })} />
      <ChoiceRow
        label={SETTING_NAMES.otherPlace}
        about="It is always said; nothing moves unasked."
        options={OTHER}
        value={settings.otherPlace}
        usual={DEFAULTS.otherPlace}
        save={(otherPlace) => change({ otherPlace })}
      />
      <DockerRow {...props} />
    </>
  );
}

function OrderRow(props: {
  places: Settings['places'];
  save: (places: Settings['places']) => void;
}) {
  const { places, save } = props;
  return (
    <Row
      label={SETTING_NAMES.places}
      about="New session tries them from the top; what you chose last time goes first."
      origin={places.join() === DEFAULTS.places.join() ? 'default' : 'saved'}
      reset={() => save(DEFAULTS.places)}
    >
      <ol className="places-order" aria-label="Order of places">
        {places.map((kind, at) => (
          <li key={kind}>
            <Icon of={PLACE_ICONS[kind]} size={15} />
            <span className="name">{NAMES[kind]}</span>
            <Pressable
              className="icon-button"
              aria-label={`Move ${NAMES[kind]} up`}
              isDisabled={at === 0}
              onPress={() => save(moved(places, at, -1))}
            >
              <Icon of={ArrowUp} size={14} />
            </Pressable>
            <Pressable
              className="icon-button"
              aria-label={`Move ${NAMES[kind]} down`}
              isDisabled={at === places.length - 1}
              onPress={() => save(moved(places, at, 1))}
            >
              <Icon of={ArrowDown} size={14} />
            </Pressable>
          </li>
        ))}
      </ol>
    </Row>
  );
}

function DockerRow(props: PlacesProps) {
  const { settings, change } = props;
  const save = async (dockerHost: string | null) => {
    await change({ dockerHost });
    await bridge.call('places.list');
  };
  return (
    <TextRow
      label={SETTING_NAMES.dockerHost}
      about="Empty is the one that Docker’s own client uses, or the first that is found."
      value={settings.dockerHost ?? ''}
      saved={settings.dockerHost !== null}
      wrong={(text) => (text === '' ? null : whyNot(text))}
      save={(text) => void save(text === '' ? null : text)}
      reset={() => void save(null)}
    />
  );
}

function whyNot(text: string): string | null {
  const parsed = DockerHost.safeParse(text);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'it is no address');
}
