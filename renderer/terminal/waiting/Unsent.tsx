/** Keys that were not sent. They may be a password: they are shown as an amount, and as text only when asked for. */
import './waiting.css';
import { Dismiss } from '../../ui/Button';
import { Strip } from '../../ui/Problem';
import { bytes } from '../../ui/time';
import type { Controller } from '../controller';
import type { Shown } from '../store';
import { keysText, WHY_UNSENT } from './words';

export function Unsent(props: { parts: Shown['unsent']; controller: Controller }) {
  const { parts, controller } = props;
  const size = parts.reduce((sum, { data }) => sum + data.length, 0);
  const whys = [...new Set(parts.map(({ why }) => WHY_UNSENT[why]))];
  return (
    <Strip
      icon="triangle-alert"
      tone="warn"
      title={`${bytes(size)} of typing were not sent.`}
      text={whys.join(' ')}
    >
      <details>
        <summary>Show</summary>
        <code className="typed selectable">{keysText(parts.map(({ data }) => data))}</code>
      </details>
      <Dismiss onPress={() => controller.dismiss('unsent')} />
    </Strip>
  );
}
