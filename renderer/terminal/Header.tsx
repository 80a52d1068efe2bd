/** The header, in reading order: whose, what, where, link. The tenant and the link are never cut. */
import { Ellipsis, PanelRight, Search } from 'lucide-react';
import { MenuTrigger, Button as Pressable } from 'react-aria-components';
import type { LinkState, Session } from '../../preload/contract';
import { visible } from '../../preload/visible';
import { IconButton } from '../ui/Button';
import { Icon, PLACE_ICONS } from '../ui/Icon';
import { useCaps } from '../ui/keys/keymap';
import { StateLine } from '../ui/StateWord';
import { TenantName } from '../ui/TenantBadge';
import { clockSeconds } from '../ui/time';
import { linkWords } from '../ui/words';
import { ActMenu, HEADER_MENU } from './ActMenu';
import { Meters } from './usage/Meters';
import type { Do } from './useActs';

export function Header(props: {
  session: Session;
  link: LinkState;
  now: number;
  /** Whether the drawer of files is open. */
  files: boolean;
  act: Do;
}) {
  const { session, link, now, files, act } = props;
  const name = visible(session.name);
  const keys = useCaps()('files').join('+');
  return (
    <header className="header drag" data-pane="">
      <TenantName tenant={session.tenant} />
      <h1 className="cut" title={name}>
        {name}
      </h1>
      <Where session={session} />
      <Link link={link} now={now} />
      <span className="push" />
      <Seen link={link} />
      {link.kind === 'ended' ? null : <Meters />}
      <IconButton icon={Search} label="Search the output" onPress={() => act('find')} />
      <Pressable
        className="icon-button"
        aria-label="Files"
        aria-expanded={files}
        onPress={() => act('files')}
      >
        <span title={['Files', ...(keys === '' ? [] : [`(${keys})`])].join(' ')}>
          <Icon of={PanelRight} />
        </span>
      </Pressable>
      <MenuTrigger>
        <Pressable className="icon-button" aria-label="More">
          <Icon of={Ellipsis} />
        </Pressable>
        <ActMenu groups={HEADER_MENU} act={act} placement="bottom end" />
      </MenuTrigger>
    </header>
  );
}

/** Where it runs; the reason is in the tooltip. */
function Where(props: { session: Session }) {
  const { backend, place } = props.session;
  const title = visible(place.title);
  const detail = visible(place.detail);
  const runs = visible(place.runs ?? '');
  const lines = [`${title}, ${detail}`, runs, visible(place.why)].filter((line) => line !== '');
  return (
    <span className="where" title={lines.join('\n')}>
      <Icon of={PLACE_ICONS[backend]} size={14} />
      <span className="cut words">{detail === '' ? title : `${title} / ${detail}`}</span>
      {runs === '' ? null : <span className="cut words runs">{runs}</span>}
      <span className="unseen">{visible(place.why)}</span>
    </span>
  );
}

/** What stands on the screen is as old as this. */
function Seen({ link }: { link: LinkState }) {
  if (link.kind !== 'reconnecting' || link.seenAt === null) return null;
  return <span className="seen text-3">{`last seen ${clockSeconds(link.seenAt)}`}</span>;
}

/** The link's state. It is announced when it changes; its latency and its countdown are not. */
function Link(props: { link: LinkState; now: number }) {
  const words = linkWords(props.link, props.now);
  // In the header stands the number alone: reasons are in the notice over the terminal.
  const second = words.word === 'Live' || words.word === 'Slow' ? words.second : '';
  return (
    <span className={`link ${words.tone}`}>
      <StateLine words={{ ...words, second }} />
      <span className="unseen" role="status">{`Link: ${words.word}`}</span>
    </span>
  );
}
