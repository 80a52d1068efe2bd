/** What the stand-in knows: accounts, OAuth clients, tokens, clusters, and what goes wrong next. */
import { randomBytes } from 'node:crypto';

/** An OAuth client. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** Who a token is for, and what it may do. */
export interface Grant {
  readonly email: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** A sign-in that lasts. */
interface Refresh {
  readonly email: string;
  readonly client: string;
  readonly scopes: readonly string[];
}

/** A code of the browser's, until it is used. */
export interface Code {
  readonly email: string;
  readonly client: string;
  readonly redirect: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
}

/** A cluster as Google's API shows it, in the fields that are used. */
export interface Cluster {
  readonly project: string;
  readonly name: string;
  readonly location: string;
  /** google.container.v1.Cluster.Status; 2 is RUNNING. */
  readonly status?: number;
  readonly version?: string;
  readonly autopilot?: boolean;
  readonly address?: { readonly host: string; readonly ca: string };
  readonly dns?: { readonly host: string; readonly isOpen: boolean };
}

/** What the user does in the browser. */
export type Consent =
  | { readonly kind: 'allow'; readonly email: string; readonly without?: string }
  | { readonly kind: 'refuse'; readonly error: string };

/** What goes wrong at a host. */
export type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'stall' }
  | { readonly kind: 'reset' };

/** The desktop client that tests sign in with, and gcloud's. */
export const CLIENT: Client = { id: 'gamgui.apps.googleusercontent.com', secret: 'GOCSPX-gamgui' };
export const GCLOUD: Client = { id: 'gcloud.apps.googleusercontent.com', secret: 'GOCSPX-gcloud' };

/** Seconds that an access token is good for, as Google counts. */
export const LIFETIME = 3599;

/** All that is known; tests change it as they go. */
export class World {
  readonly clients: readonly Client[] = [CLIENT, GCLOUD];
  readonly clusters: Cluster[] = [];
  /** Locations that do not answer, by project. */
  readonly missing = new Map<string, string[]>();
  /** Projects in which an account has no rights, and in which the API is not enabled. */
  readonly forbidden = new Set<string>();
  readonly disabled = new Set<string>();
  /** Public keys of service accounts, PEM, by address. */
  readonly serviceAccounts = new Map<string, string>();
  /** Who may be whom: service accounts by those who may impersonate them. */
  readonly impersonators = new Map<string, string>();
  /** Subject tokens of workload and workforce pools, and who they stand for. */
  readonly subjects = new Map<string, string>();
  /** Accounts whose organisation wants a new sign-in. */
  readonly reauth = new Set<string>();
  /** What the next visits of the browser end with. */
  consent: Consent = { kind: 'allow', email: 'lena@acme.example' };
  /** Every answer is this late, ms. */
  latencyMs = 0;
  /** Requests that no real client would make. */
  readonly unexpected: string[] = [];
  /** "POST oauth2.googleapis.com/token refresh_token", in order. */
  readonly log: string[] = [];

  readonly #access = new Map<string, Grant>();
  readonly #refresh = new Map<string, Refresh>();
  readonly #codes = new Map<string, Code>();
  readonly #faults: { host: string; fault: Fault; times: number }[] = [];

  /** A new access token. */
  issue(email: string, scopes: readonly string[], seconds = LIFETIME): string {
    const token = `ya29.${randomBytes(48).toString('base64url')}`;
    this.#access.set(token, { email, scopes, expiresAt: Date.now() + seconds * 1000 });
    return token;
  }

  /** A new refresh token. */
  remember(email: string, client: string, scopes: readonly string[]): string {
    const token = `1//0${randomBytes(48).toString('base64url')}`;
    this.#refresh.set(token, { email, client, scopes });
    return token;
  }

  /** A new code for the browser to carry. */
  code(code: Code): string {
    const text = `4/0${randomBytes(36).toString('base64url')}`;
    this.#codes.set(text, code);
    return text;
  }

  /** The code, which is used up by this. */
  spendCode(text: string): Code | null {
    const code = this.#codes.get(text) ?? null;
    this.#codes.delete(text);
    return code;
  }

  refresh(token: string): Refresh | null {
    return this.#refresh.get(token) ?? null;
  }

  /** Whose an access token is, or null: it is none, or no longer. */
  grant(token: string): Grant | null {
    const grant = this.#access.get(token);
    return grant !== undefined && grant.expiresAt > Date.now() ? grant : null;
  }

  /** Ends one token's sign-in, and with it all of its account's tokens; false: there is no such token. */
  revokeToken(token: string): boolean {
    const found = this.#refresh.get(token) ?? this.#access.get(token);
    if (found === undefined) return false;
    this.revoke(found.email);
    return true;
  }

  /** Ends every sign-in of an account. */
  revoke(email: string): void {
    for (const tokens of [this.#refresh, this.#access])
      for (const [token, grant] of tokens) if (grant.email === email) tokens.delete(token);
  }

  /** Ends an account's access tokens before their time; its sign-in stays. */
  withdraw(email: string): void {
    for (const [token, grant] of this.#access)
      if (grant.email === email) this.#access.delete(token);
  }

  /** Makes the next requests to a host fail. */
  fail(host: string, fault: Fault, times = 1): void {
    this.#faults.push({ host, fault, times });
  }

  /** The fault that a request meets, or null. */
  nextFault(host: string): Fault | null {
    const index = this.#faults.findIndex((one) => one.host === host);
    const found = this.#faults[index];
    if (found === undefined) return null;
    found.times -= 1;
    if (found.times === 0) this.#faults.splice(index, 1);
    return found.fault;
  }
}
