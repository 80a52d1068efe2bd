/** A file of a root, what stands in it, what is put there, and how the assertion that must fail begins. */
export type Mutation = readonly [file: string, from: string, to: string, says: string];
