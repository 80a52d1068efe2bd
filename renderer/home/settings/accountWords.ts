/** The Google account in words. Pure. */
import type { AppError, GoogleStatus } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { sentence, type Words } from '../../ui/words';

const KEPT = {
  keychain: 'Kept in this computer’s keychain.',
  memory: 'Kept in memory only: it is gone when GamGUI is closed.',
  file: 'By the application default credentials of this computer.',
} as const;

function reasonWords({ message, fix }: AppError): string {
  return fix === undefined ? sentence(message) : `${sentence(message)} ${sentence(fix)}`;
}

export function accountWords(google: GoogleStatus): Words {
  switch (google.kind) {
    case 'signing-in':
      return {
        icon: 'loader',
        tone: 'accent',
        word: 'Signing in',
        second: 'Go on in your browser.',
      };
    case 'signed-in': {
      const word =
        google.account === null ? 'Signed in' : `Signed in as ${visible(google.account)}`;
      const second = google.notice === null ? KEPT[google.kept] : sentence(google.notice);
      return { icon: 'circle-check', tone: 'ok', word, second };
    }
    case 'sign-in-again': {
      const whose = google.account === null ? '' : ` as ${visible(google.account)}`;
      const second = `${reasonWords(google.reason)} Sessions go on.`;
      return { icon: 'triangle-alert', tone: 'warn', word: `Sign in again${whose}`, second };
    }
    case 'signed-out': {
      const usual = google.canSignIn
        ? 'It opens your browser.'
        : 'Set GAMGUI_OAUTH_CLIENT_ID and its secret, or application default credentials.';
      const second = google.reason === null ? usual : reasonWords(google.reason);
      return { icon: 'circle-dashed', tone: 'quiet', word: 'Not signed in', second };
    }
  }
}
