/** Says that the place that comes first cannot be used, and offers the next one: nothing moves unasked. */
import type { BackendKind } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../Button';
import { Strip } from '../Problem';
import type { PlaceNews } from './places';

export function PlaceNotice(props: { news: PlaceNews; use: (backend: BackendKind) => void }) {
  const { news, use } = props;
  const away = visible(news.away.title);
  if (news.kind === 'instead') {
    const chosen = visible(news.chosen.title);
    const title = `${away} cannot be used now, so ${chosen} is chosen, as the settings say.`;
    return <Strip icon="triangle-alert" tone="warn" title={title} />;
  }
  const { next } = news;
  const text = next === null ? 'There is no other place that can be.' : 'Another one can be.';
  return (
    <Strip icon="triangle-alert" tone="warn" title={`${away} cannot be used now.`} text={text}>
      {next === null ? null : (
        <Button small autoFocus onPress={() => use(next.backend)}>
          {`Use ${visible(next.title)}`}
        </Button>
      )}
    </Strip>
  );
}
