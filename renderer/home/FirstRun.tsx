/** Nothing runs: the demo is one key away, and the places are explained. */
import './firstRun.css';
import { Info, Play, Terminal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type AppError, DEMO_ID, type Place } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { Button } from '../ui/Button';
import { bridge, useTenants } from '../ui/bridge';
import { Icon, PLACE_ICONS, StateMark } from '../ui/Icon';
import { lifeOf } from '../ui/session/choice';
import { create } from '../ui/session/NewSession';
import { canUse } from '../ui/session/places';
import { placeWords, sentence } from '../ui/words';
import type { AskNew } from './App';
import { OwnDomain } from './tenants/OwnDomain';

interface FirstRunProps {
  readonly places: readonly Place[] | null;
  readonly attention: ReactNode;
  readonly askNew: AskNew;
  /** Leads to the choice of a cluster. */
  readonly chooseCluster: () => void;
  readonly onFail: (error: AppError) => void;
}

export function FirstRun(props: FirstRunProps) {
  const { places, attention, askNew, chooseCluster, onFail } = props;
  return (
    <div className="first-run">
      {attention}
      <Demo places={places} askNew={askNew} onFail={onFail} />
      <OwnDomain askNew={askNew} />
      <hr />
      <h2>Where sessions run</h2>
      <p className="text-2">
        A session is a shell with GAM and your files. {howManyPlaces(places?.length ?? 0)}
      </p>
      <div className="cards">
        {(places ?? []).map((place) => (
          <PlaceCard
            key={place.backend}
            place={place}
            askNew={askNew}
            chooseCluster={chooseCluster}
          />
        ))}
      </div>
      <p className="foot small text-3">
        <Icon of={Info} size={14} />
        GamGUI never moves to another place by itself.
      </p>
    </div>
  );
}

function howManyPlaces(places: number): string {
  if (places < 2) return '';
  return `It can run in ${places === 2 ? 'two' : 'three'} places.`;
}

/** The place of the demo: the local one, else the first that can be used. */
function demoPlace(places: readonly Place[] | null): Place | undefined {
  const usable = places?.filter(canUse) ?? [];
  return usable.find(({ backend }) => backend === 'local') ?? usable[0];
}

function Demo(props: Omit<FirstRunProps, 'attention' | 'chooseCluster'>) {
  const [starting, setStarting] = useState(false);
  const tenants = useTenants();
  const tenant = tenants?.find(({ id }) => id === DEMO_ID);
  const place = demoPlace(props.places);
  const start = async () => {
    if (place === undefined) return;
    setStarting(true);
    const { backend } = place;
    await create({ tenant: DEMO_ID, backend, size: 'standard', lifeMs: lifeOf(8) }, props.onFail);
    setStarting(false);
  };
  return (
    <section className="demo">
      <span className="hero-mark fill-demo">
        <Icon of={Terminal} size={22} />
      </span>
      <div>
        <h1>Run the real GAM now, on a made-up domain</h1>
        <p className="text-2">
          The demo domain has 1,200 people, 40 groups and their devices. It ships with GamGUI, needs
          no Google account, and nothing you do in it can reach a real one.
        </p>
        {props.places === null || tenants === null ? null : (
          <div className="act">
            <Button
              kind="primary"
              icon={Play}
              keys={['⏎']}
              autoFocus
              busy={starting}
              disabled={place === undefined || tenant === undefined}
              onPress={() => void start()}
            >
              {starting ? 'Starting…' : 'Start a demo session'}
            </Button>
            <span className="small text-3">{demoNote(place)}</span>
          </div>
        )}
      </div>
    </section>
  );
}

function demoNote(place: Place | undefined): string {
  if (place === undefined) return 'No place can be used yet: see below.';
  return place.backend === 'local' ? 'Local, about 2 seconds' : visible(place.title);
}

function PlaceCard(props: { place: Place; askNew: AskNew; chooseCluster: () => void }) {
  const { place, askNew, chooseCluster } = props;
  const { status, backend } = place;
  const { icon, tone } = placeWords(status);
  return (
    <article className="card">
      <h3>
        <Icon of={PLACE_ICONS[backend]} />
        {visible(place.title)}
      </h3>
      <p className="text-2">{visible(place.about)}</p>
      <div className="place-state small">
        <StateMark icon={icon} tone={tone} />
        <span className="selectable">{statusText(status)}</span>
      </div>
      {status.kind === 'ready' ? (
        <Button onPress={() => askNew({ backend })}>New session…</Button>
      ) : null}
      {status.kind === 'unusable' || (status.kind === 'unset' && backend === 'docker') ? (
        <Button onPress={() => void bridge.call('places.list')}>Look again</Button>
      ) : null}
      {status.kind !== 'ready' && backend === 'kubernetes' ? (
        <Button onPress={chooseCluster}>Choose a cluster…</Button>
      ) : null}
    </article>
  );
}

function statusText(status: Place['status']): string {
  if (status.kind !== 'unusable') return visible(status.text);
  const { message, fix } = status.error;
  return fix === undefined ? sentence(message) : `${sentence(message)} ${sentence(fix)}`;
}
