/** How a request can go wrong, before it is put into words for people. None of these is shown as it is. */
import { type Status, statusOf } from './status';

/** No reply, or not all of it. */
export class ConnectError extends Error {
  /** Whether the server may have got the request, and done it. */
  readonly mayBeDone: boolean;
  override readonly cause: NodeJS.ErrnoException;

  constructor(cause: NodeJS.ErrnoException, mayBeDone: boolean) {
    super(cause.message, { cause });
    this.name = 'ConnectError';
    this.cause = cause;
    this.mayBeDone = mayBeDone;
  }
}

/** The credentials for a request could not be had: a file, a program that the kubeconfig names, or a sign-in failed. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

/** No whole reply in time. */
export class TimeOut extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super(`no reply within ${ms} ms`);
    this.name = 'TimeOut';
    this.ms = ms;
  }
}

/** A reply that is not what an API server says. The message says how. */
export class BadReply extends Error {
  override readonly name = 'BadReply';
}

/** A reply that says no. */
export class Refusal extends Error {
  readonly status: number;
  /** The body: a Status in JSON, or text. */
  readonly text: string;
  /** The body, where it is a Status, as an API server writes it; null: something else answered, or in other words. */
  readonly said: Status | null;
  /** The `Date` header, where there is one. */
  readonly date: string | undefined;
  /** What `Retry-After` says, where it is there. */
  readonly retryAfter: string | undefined;

  constructor(reply: {
    status: number;
    text: string;
    date?: string | undefined;
    retryAfter?: string | undefined;
  }) {
    super(`the server answered ${reply.status}`);
    this.name = 'Refusal';
    this.status = reply.status;
    this.text = reply.text;
    this.said = statusOf(reply.text);
    this.date = reply.date;
    this.retryAfter = reply.retryAfter;
  }

  /** Whether the API server says that there is no such object. Another's 404 proves nothing. */
  isGone(resource: string): boolean {
    return this.status === 404 && this.said?.details?.kind === resource;
  }
}
