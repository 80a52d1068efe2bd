/** Whether a credential file is still the one that a session began with: as agent/gamgui_agent/gam/credentials.py has it. */
import { createHash } from 'node:crypto';

/** Of oauth2.txt: refreshed by the hour, which is no change. */
const PASSING = new Set(['token', 'token_expiry', 'id_token', 'decoded_id_token', '_token_expiry']);

/** The same for the same lasting content, as the agent's: sha256 in hex. Not for gam.cfg. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(lasting(text)).digest('hex');
}

function lasting(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return text;
    return pythonJson(
      Object.fromEntries(Object.entries(value).filter(([name]) => !PASSING.has(name))),
    );
  } catch {
    return text;
  }
}

/** As Python's `json.dumps(value, sort_keys=True)` writes it. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return ascii(JSON.stringify(value));
  // Python sorts by code points, as the bytes of UTF-8 are sorted; JavaScript by UTF-16.
  const pairs = Object.entries(value).sort(([a], [b]) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  return `{${pairs.map(([name, one]) => `${ascii(JSON.stringify(name))}: ${pythonJson(one)}`).join(', ')}}`;
}

function ascii(text: string): string {
  return text.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
