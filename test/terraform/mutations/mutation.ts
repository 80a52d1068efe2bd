/** One thing that keeps a root safe, made another. */
export interface Mutation {
  /** The place: two that are of one are not made at once. */
  readonly where: string;
  /** What is made another, as a person finds it. */
  readonly what: string;
  /** The words of the assertion that must fail then. */
  readonly says: string;
  /** Changes it in a copy of `terraform/`'s root. */
  apply(folder: string): void;
}
