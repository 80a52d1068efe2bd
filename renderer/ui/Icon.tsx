/** Icons are for the eye alone: the word beside them is what is read. */
import {
  Check,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleStop,
  CircleX,
  Container,
  Eye,
  Gauge,
  Hourglass,
  Info,
  Keyboard,
  KeyRound,
  Laptop,
  LoaderCircle,
  type LucideIcon,
  MemoryStick,
  Monitor,
  OctagonX,
  RefreshCw,
  ShipWheel,
  Square,
  TriangleAlert,
  Unplug,
  WifiOff,
  X,
} from 'lucide-react';
import type { BackendKind } from '../../preload/contract';
import type { StateIcon, Tone } from './words';

/** Draws one of lucide's icons at the app's weight. `size` in px. */
export function Icon(props: { of: LucideIcon; size?: number; className?: string }) {
  const { of: Shape, size = 16, className = '' } = props;
  return <Shape className={`icon ${className}`} size={size} strokeWidth={1.5} aria-hidden />;
}

const STATES: Record<StateIcon, LucideIcon> = {
  loader: LoaderCircle,
  circle: Circle,
  dot: Circle,
  refresh: RefreshCw,
  square: Square,
  'octagon-x': OctagonX,
  'circle-x': CircleX,
  gauge: Gauge,
  monitor: Monitor,
  eye: Eye,
  'circle-check': CircleCheck,
  check: Check,
  x: X,
  info: Info,
  'triangle-alert': TriangleAlert,
  'circle-stop': CircleStop,
  'circle-dashed': CircleDashed,
  memory: MemoryStick,
  unplug: Unplug,
  'wifi-off': WifiOff,
  key: KeyRound,
  keyboard: Keyboard,
  hourglass: Hourglass,
};

/** The icon of a state in its colour. What goes on turns; the two circles are drawn smaller, as in a list. */
export function StateMark(props: { icon: StateIcon; tone: Tone; size?: number }) {
  const { icon, tone, size = 14 } = props;
  if (icon === 'dot' || icon === 'circle') return <Round filled={icon === 'dot'} tone={tone} />;
  const spin = icon === 'loader' ? 'spin' : '';
  return <Icon of={STATES[icon]} size={size} className={`tone-${tone} ${spin}`} />;
}

function Round(props: { filled: boolean; tone: Tone }) {
  const fill = props.filled ? 'currentColor' : 'none';
  return (
    <svg className={`icon tone-${props.tone}`} width="14" height="14" aria-hidden="true">
      <circle cx="7" cy="7" r="4" fill={fill} stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}

/** The icon of a kind of place. */
export const PLACE_ICONS: Record<BackendKind, LucideIcon> = {
  kubernetes: ShipWheel,
  docker: Container,
  local: Laptop,
};
