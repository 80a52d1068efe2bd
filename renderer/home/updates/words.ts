/** What is said about newer versions of the app. Pure. */
import type { Result, UpdateAnswer, UpdateStatus } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import type { StateIcon, Tone } from '../../ui/words';
import { sentence } from '../../ui/words';

/** An answer as it is shown: the first sentence, and what to do. */
export interface AnswerWords {
  readonly icon: StateIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

const HOW = 'To update it, run git pull in its folder, then npm start.';

/** "GamGUI 1.4.0 is there." */
export function thereWords(newer: string): string {
  return `GamGUI ${visible(newer)} is there.`;
}

/** "This is 1.3.0." */
export function thisWords(current: string): string {
  return `This is ${visible(current)}.`;
}

/** Where it is asked, for people. */
function placeWords(from: string): string {
  return visible(`github.com/${from}`);
}

/** What the setting does. */
export function settingWords(status: UpdateStatus | null): string {
  if (status === null) return '';
  if (status.from === null)
    return `This GamGUI was built from its source: nobody is asked, and there is nothing to switch. ${HOW}`;
  return `Once a day ${placeWords(status.from)} is asked which version is the newest. Nothing about you is sent, and nothing is downloaded or installed.`;
}

/** The answer to a person who asked; null: it has not come yet. */
export function answerWords(answer: Result<UpdateAnswer> | null): AnswerWords {
  if (answer === null)
    return {
      icon: 'loader',
      tone: 'accent',
      title: 'Asking which version is the newest…',
      text: '',
    };
  if (!answer.ok) {
    const { message, fix = '' } = answer.error;
    const title = sentence(message);
    return { icon: 'triangle-alert', tone: 'warn', title, text: fix && sentence(fix) };
  }
  return knownWords(answer.value);
}

function knownWords(answer: UpdateAnswer): AnswerWords {
  const { current } = answer;
  if (answer.kind === 'source')
    return {
      icon: 'info',
      tone: 'quiet',
      title: `This GamGUI, ${visible(current)}, was built from its source, so nobody was asked.`,
      text: HOW,
    };
  if (answer.kind === 'newer')
    return {
      icon: 'info',
      tone: 'quiet',
      title: `${thereWords(answer.newest)} ${thisWords(current)}`,
      text: 'GamGUI installs nothing by itself. The page of the release has the files; sessions go on meanwhile.',
    };
  const isNewest = answer.newest === current;
  return {
    icon: 'circle-check',
    tone: 'ok',
    title: isNewest
      ? `GamGUI ${visible(current)} is the newest version.`
      : 'There is no newer version.',
    text: isNewest ? '' : `${thisWords(current)} The newest release is ${visible(answer.newest)}.`,
  };
}
