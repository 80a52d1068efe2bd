/** What of an output is text: letters of escape sequences stand nowhere on the screen. Pure but for its place in them. */

const ESCAPE = 0x1b;
const BELL = 0x07;
/** What begins a sequence with parameters: CSI and SS3. */
const WITH_PARAMETERS = '[O';
/** What begins a sequence that holds a text, such as a title: OSC, DCS, SOS, PM and APC. */
const WITH_TEXT = ']PX^_';

type Place = 'text' | 'begun' | 'parameters' | 'held' | 'held-escape';

/** Follows an output byte by byte, however it is cut into chunks. */
export class Plain {
  #place: Place = 'text';

  /** Takes the next byte; whether it is text, line ends and other controls among it. */
  takes(byte: number): boolean {
    const isText = this.#place === 'text' && byte !== ESCAPE;
    this.#place = placeAfter(this.#place, byte);
    return isText;
  }
}

function placeAfter(place: Place, byte: number): Place {
  switch (place) {
    case 'text':
      return byte === ESCAPE ? 'begun' : 'text';
    case 'begun': {
      const char = String.fromCharCode(byte);
      if (WITH_PARAMETERS.includes(char)) return 'parameters';
      if (WITH_TEXT.includes(char)) return 'held';
      // Between 0x20 and 0x2f one more follows, as in the choice of a character set.
      return byte >= 0x20 && byte < 0x30 ? 'begun' : 'text';
    }
    case 'parameters':
      return byte >= 0x40 ? 'text' : 'parameters';
    case 'held':
      if (byte === BELL) return 'text';
      return byte === ESCAPE ? 'held-escape' : 'held';
    case 'held-escape':
      return 'text';
  }
}
