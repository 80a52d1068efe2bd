/** The side bar: the pages there are, the places and whether they can be used, and the versions. */
import {
  AppWindow,
  Building2,
  ListChecks,
  type LucideIcon,
  Settings2,
  SquareTerminal,
  Stethoscope,
} from 'lucide-react';
import { Button as Pressable } from 'react-aria-components';
import type { AppInfo, Place, TargetReport } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { useGoogle } from '../ui/bridge';
import { Icon, PLACE_ICONS, StateMark } from '../ui/Icon';
import { PlaceName } from '../ui/PlaceName';
import { MAC } from '../ui/platform';
import { count } from '../ui/time';
import { failedCheck, placeWords, type Words } from '../ui/words';
import { useDiagnostics } from './diagnostics/useDiagnostics';

/** The pages of Home. */
export type PageName = 'sessions' | 'jobs' | 'tenants' | 'settings' | 'diagnostics';

const PAGES: readonly { page: PageName; label: string; icon: LucideIcon }[] = [
  { page: 'sessions', label: 'Sessions', icon: AppWindow },
  { page: 'jobs', label: 'Jobs', icon: ListChecks },
  { page: 'tenants', label: 'Tenants', icon: Building2 },
  { page: 'settings', label: 'Settings', icon: Settings2 },
  { page: 'diagnostics', label: 'Diagnostics', icon: Stethoscope },
];

interface SideBarProps {
  readonly page: PageName;
  readonly show: (page: PageName) => void;
  readonly running: number;
  readonly places: readonly Place[];
  readonly info: AppInfo | null;
}

export function SideBar(props: SideBarProps) {
  const { page, show, running, places, info } = props;
  return (
    <aside className="side" data-pane="">
      <div className="brand drag">{MAC ? null : <Brand />}</div>
      <nav aria-label="Pages">
        {PAGES.map((entry) => (
          <Pressable
            key={entry.page}
            className="side-entry"
            {...(page === entry.page ? { 'aria-current': 'page' as const } : {})}
            onPress={() => show(entry.page)}
          >
            <span title={entry.label}>
              <Icon of={entry.icon} />
            </span>
            <span className="label">{entry.label}</span>
            {entry.page === 'sessions' && running > 0 ? (
              <span className="number">
                {count(running)}
                <span className="unseen"> running</span>
              </span>
            ) : null}
          </Pressable>
        ))}
      </nav>
      <span className="push" />
      {places.length === 0 ? null : <Places places={places} />}
      <Account />
      {info === null ? null : <Versions info={info} />}
    </aside>
  );
}

function Brand() {
  return (
    <>
      <Icon of={SquareTerminal} className="tone-accent" />
      <span className="label">GamGUI</span>
    </>
  );
}

/** What Diagnostics found stands where the place itself finds nothing: a check looks at more. */
function wordsOf(place: Place, reports: readonly TargetReport[]): Words {
  const report = reports.find(({ target }) => String(target) === place.backend);
  const failed = report?.results.filter(({ outcome }) => outcome.kind === 'failed') ?? [];
  const isNews = place.status.kind === 'ready' && failed.length > 0;
  return isNews ? failedCheck(failed.map(({ title }) => title)) : placeWords(place.status);
}

function Places(props: { places: readonly Place[] }) {
  const reports = useDiagnostics().value?.reports ?? [];
  return (
    <section className="places" aria-label="Where sessions can run">
      <h2 className="caption label">Places</h2>
      {props.places.map((place) => {
        const words = wordsOf(place, reports);
        return (
          <div
            className="place"
            key={place.backend}
            title={`${visible(place.title)}: ${words.second}`}
          >
            <Icon of={PLACE_ICONS[place.backend]} />
            <span className="label cut">
              <PlaceName place={place} />
            </span>
            <span className="label state">
              <StateMark icon={words.icon} tone={words.tone} size={11} />
              {words.word}
            </span>
          </div>
        );
      })}
    </section>
  );
}

/** Who is signed in with Google, if somebody is and it is known. */
function Account() {
  const google = useGoogle().value;
  const account = google !== null && 'account' in google ? google.account : null;
  if (account === null) return null;
  const text = visible(account);
  return (
    <p className="account-foot label selectable cut" title={text}>
      {text}
    </p>
  );
}

function Versions(props: { info: AppInfo }) {
  const { version, gam } = props.info;
  return (
    <p className="versions label selectable">
      {`GamGUI ${version.replace(/\.0$/, '')}, ${gam === null ? 'no GAM found' : `GAM ${gam}`}`}
    </p>
  );
}
