/** The Google account: one sign-in for everything that is asked of Google and of clusters. */
import type { Gaxios } from 'gaxios';
import type { GoogleStatus } from '../../preload/contract';
import { Failure, toAppError } from '../failure';
import type { Network } from '../network/network';
import { findApplicationDefault } from './application-default';
import { googleFailure } from './failures';
import { type Keychain, SignInStore } from './keychain';
import type { OAuthClient } from './oauth-client';
import { signIn } from './sign-in';
import { defaultSource, ownSource, type Source } from './source';
import { MEMORY_NOTICE } from './status';
import { makeTransport } from './transport';

/** What the account is made from. */
export interface GoogleParts {
  /** The profile's folder. */
  readonly profile: string;
  readonly env: NodeJS.ProcessEnv;
  readonly network: Network;
  /** Electron's safeStorage once it can be used, or null: there is none. */
  keychain(): Promise<Keychain | null>;
  /** Shows an address in the user's browser. */
  openBrowser(url: string): Promise<void>;
  /** The OAuth client that is set, or null. @throws Failure `oauth-client` */
  client(): OAuthClient | null;
  /** How long the user has in the browser, ms; 5 min unless it is said. */
  readonly limitMs?: number;
}

const LIMIT_MS = 5 * 60_000;
const HOST = 'oauth2.googleapis.com';
const NO_CLIENT =
  'Set GAMGUI_OAUTH_CLIENT_ID and GAMGUI_OAUTH_CLIENT_SECRET, or run: gcloud auth application-default login';

/** The user's account. */
export class GoogleAccount {
  readonly #parts: GoogleParts;
  readonly #listeners = new Set<(status: GoogleStatus) => void>();
  #status: GoogleStatus;
  /** Null: signed out. */
  #source: Source | null = null;
  /** Why the source gives no tokens any more, or why there is none. */
  #trouble: Failure | null = null;
  #signingIn: AbortController | null = null;
  #loading: Promise<void> | null = null;
  #isLoaded = false;
  #token: Promise<string> | null = null;
  #renewing: Promise<void> | null = null;
  #transport: Promise<Gaxios> | null = null;
  #kept: Promise<SignInStore> | null = null;

  constructor(parts: GoogleParts) {
    this.#parts = parts;
    this.#status = this.#derive();
  }

  /** The state as it is known; `load` reads what is kept. */
  status(): GoogleStatus {
    return this.#status;
  }

  /** How to sign in again, for people. */
  get again(): string {
    return this.#source?.again ?? NO_CLIENT;
  }

  /** Tells of every change from now on; what is found at the start is none. Returns what ends that. */
  onChange(listener: (status: GoogleStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what is kept, once, and asks Google for nothing. Never rejects. */
  async load(): Promise<GoogleStatus> {
    this.#loading ??= this.#load().finally(() => {
      this.#isLoaded = true;
    });
    await this.#loading;
    return this.#status;
  }

  /** The way to Google, shared by all that ask it. */
  transport(): Promise<Gaxios> {
    this.#transport ??= makeTransport(this.#parts.network);
    return this.#transport;
  }

  /** An error of Google's library about signing in, as a Failure. */
  explain(error: unknown, what = 'There is no access to Google'): Failure {
    const { proxy } = this.#parts.network;
    return googleFailure(error, { what, host: HOST, proxy, again: this.again, project: null });
  }

  /**
   * Signs in by the browser; where no OAuth client is set, reads Application Default Credentials anew.
   * @throws Failure
   */
  async signIn(): Promise<void> {
    const client = this.#parts.client();
    if (client === null) {
      await this.load();
      return this.#use(await this.#default());
    }
    this.cancel();
    const attempt = new AbortController();
    await this.load();
    this.#signingIn = attempt;
    this.#tell();
    try {
      const source = await this.#signInWith(client, attempt);
      this.#use(source);
    } catch (error) {
      throw this.explain(error, 'You are not signed in');
    } finally {
      if (this.#signingIn === attempt) this.#signingIn = null;
      this.#tell();
    }
  }

  /** Gives up a sign-in that waits for the browser. */
  cancel(): void {
    this.#signingIn?.abort();
  }

  /**
   * Forgets the sign-in, here and at Google. Application Default Credentials stay where they are, unused until the next
   * sign-in or start. Resolves with words for the user where Google could not be told, else null.
   */
  async signOut(): Promise<string | null> {
    this.cancel();
    await this.load();
    const source = this.#source;
    (await this.#store()).forget();
    this.#use(null);
    try {
      await source?.revoke?.();
      return null;
    } catch (error) {
      const failure = this.explain(error, 'Google was not told that you signed out');
      // What has been revoked already needs no second time.
      if (failure.code === 'sign-in-again' || failure.code === 'google-refused') return null;
      return `${failure.message} Remove GamGUI at https://myaccount.google.com/connections.`;
    }
  }

  /** A token that is good for some minutes. Asked for often: Google is asked only when one runs out. @throws Failure */
  token(): Promise<string> {
    this.#token ??= this.#freshToken().finally(() => {
      this.#token = null;
    });
    return this.#token;
  }

  /**
   * To be called where a token was refused, by a cluster for example: Google is asked for a new one, which tells whether the
   * sign-in itself is still good. @throws Failure `sign-in-again`, where it is not
   */
  renew(): Promise<void> {
    // All windows meet the refusal at once: one new token is enough for them.
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    await this.load();
    const held = this.#source;
    if (held === null || this.#trouble !== null) return void (await this.token());
    const renewed = await held.renewed();
    if (this.#source === held) this.#use(renewed);
    await this.token();
  }

  async #freshToken(): Promise<string> {
    await this.load();
    const held = this.#source;
    if (held === null) throw this.#trouble ?? signedOut();
    // Google would say the same again. Credentials in a file may have been renewed, by gcloud or their owner.
    if (this.#trouble !== null && held.source === 'own') throw this.#trouble;
    try {
      const source = this.#trouble === null ? held : await this.#default();
      const token = await source.token();
      // Someone else may have signed in meanwhile, or nobody be signed in any more.
      if (this.#source !== held) return await this.#freshToken();
      if (source !== held) this.#use(source);
      return token;
    } catch (error) {
      const failure = this.explain(error);
      if (failure.code === 'sign-in-again' && this.#source === held) this.#use(held, failure);
      throw failure;
    }
  }

  async #signInWith(client: OAuthClient, attempt: AbortController): Promise<Source> {
    const transport = await this.transport();
    const fresh = await signIn({
      client,
      transport,
      openBrowser: (url) => this.#parts.openBrowser(url),
      signal: attempt.signal,
      limitMs: this.#parts.limitMs ?? LIMIT_MS,
      explain: (error) => this.explain(error, 'You are not signed in'),
    });
    const kept = { client: client.id, account: fresh.account, token: fresh.refreshToken };
    const isKept = await (await this.#store()).write(kept);
    return ownSource(client, kept, isKept ? 'keychain' : 'memory', transport, fresh);
  }

  #store(): Promise<SignInStore> {
    const { profile, keychain } = this.#parts;
    this.#kept ??= keychain().then((found) => new SignInStore(profile, found));
    return this.#kept;
  }

  async #load(): Promise<void> {
    try {
      const kept = (await this.#store()).read();
      const client = kept.kind === 'kept' ? this.#parts.client() : null;
      if (kept.kind === 'kept' && client?.id === kept.signIn.client) {
        const transport = await this.transport();
        this.#use(await ownSource(client, kept.signIn, 'keychain', transport, null));
        return;
      }
      const found = findApplicationDefault(this.#parts.env);
      if (found !== null) this.#use(defaultSource(found, await this.transport()));
      else this.#use(null, kept.kind === 'none' ? null : cannotOpen(kept.kind));
    } catch (error) {
      this.#use(null, this.explain(error));
    }
  }

  /** Application Default Credentials, read anew. @throws Failure */
  async #default(): Promise<Source> {
    const found = findApplicationDefault(this.#parts.env);
    if (found !== null) return defaultSource(found, await this.transport());
    const message = 'You are not signed in: no OAuth client is set, and gcloud has no credentials.';
    throw new Failure('no-oauth-client', message, NO_CLIENT);
  }

  #use(source: Source | null, trouble: Failure | null = null): void {
    this.#source = source;
    this.#trouble = trouble;
    this.#tell();
  }

  #tell(): void {
    const status = this.#derive();
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    if (!this.#isLoaded) return;
    for (const listener of this.#listeners) listener(status);
  }

  #derive(): GoogleStatus {
    if (this.#signingIn !== null) return { kind: 'signing-in' };
    const reason = this.#trouble === null ? null : toAppError(this.#trouble);
    if (this.#source === null) return { kind: 'signed-out', canSignIn: this.#canSignIn(), reason };
    const { account, source, kept } = this.#source;
    if (reason !== null) return { kind: 'sign-in-again', source, account, reason };
    const notice = kept === 'memory' ? MEMORY_NOTICE : null;
    return { kind: 'signed-in', account, source, kept, notice };
  }

  #canSignIn(): boolean {
    try {
      return this.#parts.client() !== null;
    } catch {
      return false;
    }
  }
}

function signedOut(): Failure {
  return new Failure('signed-out', 'You are not signed in to Google.', 'Press Sign in.');
}

/** Why a kept sign-in is not used. */
function cannotOpen(kind: 'kept' | 'lost'): Failure {
  const why =
    kind === 'kept'
      ? 'it was made with another OAuth client'
      : 'the keychain cannot open it any more';
  return new Failure(
    'signed-out',
    `Your sign-in of before cannot be used: ${why}.`,
    'Sign in again.',
  );
}
