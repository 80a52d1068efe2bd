/** The names that are in the texts of checks: a report puts the same stand-in wherever one of them is. */

/** The kinds of names, which are the words of their stand-ins. */
export type NameKind =
  | 'user'
  | 'domain'
  | 'tenant'
  | 'session'
  | 'project'
  | 'cluster'
  | 'context'
  | 'namespace'
  | 'host'
  | 'node'
  | 'object'
  | 'image'
  | 'path'
  | 'secret';

/** Names as they are written down, each once. */
export class Names {
  readonly #all = new Map<string, NameKind>();

  /** Writes it down, and gives it back to be put into a text. */
  add(kind: NameKind, name: string): string {
    if (name !== '' && !this.#all.has(name)) this.#all.set(name, kind);
    return name;
  }

  /** Name and kind, in the order in which they were written down. */
  entries(): readonly (readonly [name: string, kind: NameKind])[] {
    return [...this.#all];
  }
}
