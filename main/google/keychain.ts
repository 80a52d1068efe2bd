/** Where the app's own sign-in is kept: a file that only the user's keychain can open, or nowhere. */
import { readFileSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What is needed of Electron's safeStorage. https://www.electronjs.org/docs/latest/api/safe-storage */
export interface Keychain {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** On Linux alone. */
  getSelectedStorageBackend?(): string;
}

/** A sign-in that lasts. */
export interface KeptSignIn {
  /** The OAuth client it was made with: no other can use it. */
  readonly client: string;
  /** The account's address, or null where Google did not say it. */
  readonly account: string | null;
  /** The refresh token: a secret. */
  readonly token: string;
}

/** What is kept. */
export type Kept =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly signIn: KeptSignIn }
  /** Something is kept that cannot be opened any more. */
  | { readonly kind: 'lost' };

const File = z.object({
  version: z.literal(1),
  client: z.string(),
  account: z.string().nullable(),
  /** Ciphertext, base64. */
  token: z.base64(),
});

/** The kept sign-in of one profile. */
export class SignInStore {
  readonly #file: string;
  readonly #keychain: Keychain | null;

  constructor(profile: string, keychain: Keychain | null) {
    this.#file = join(profile, 'google.json');
    this.#keychain = keychain;
  }

  /** What is kept, read now. */
  read(): Kept {
    const text = readIfThere(this.#file);
    if (text === null) return { kind: 'none' };
    const parsed = File.safeParse(json(text));
    const keychain = this.#usable();
    if (!parsed.success || keychain === null) return { kind: 'lost' };
    const { client, account, token } = parsed.data;
    try {
      const opened = keychain.decryptString(Buffer.from(token, 'base64'));
      return { kind: 'kept', signIn: { client, account, token: opened } };
    } catch {
      // The keychain is another one now, or was made anew.
      return { kind: 'lost' };
    }
  }

  /** Keeps a sign-in. False: there is no keychain, and nothing was written. */
  async write(signIn: KeptSignIn): Promise<boolean> {
    const encrypted = this.#encrypt(signIn.token);
    if (encrypted === null) {
      this.forget();
      return false;
    }
    const { client, account } = signIn;
    const content = { version: 1, client, account, token: encrypted.toString('base64') };
    const temporary = `${this.#file}.${process.pid}.new`;
    try {
      await writeFile(temporary, JSON.stringify(content), { mode: 0o600, flush: true });
      await rename(temporary, this.#file);
    } finally {
      await rm(temporary, { force: true });
    }
    return true;
  }

  /** Removes what is kept. */
  forget(): void {
    rmSync(this.#file, { force: true });
  }

  #encrypt(token: string): Buffer | null {
    try {
      return this.#usable()?.encryptString(token) ?? null;
    } catch {
      // The keychain was locked a moment ago, or does not answer.
      return null;
    }
  }

  /** The keychain, if it is a real one: with `basic_text` anyone who can read the file can open it. */
  #usable(): Keychain | null {
    const keychain = this.#keychain;
    if (keychain === null || !keychain.isEncryptionAvailable()) return null;
    return keychain.getSelectedStorageBackend?.() === 'basic_text' ? null : keychain;
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
