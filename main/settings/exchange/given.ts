/** What a file says of settings, one by one. */

/** A value for a setting, not checked yet; or why there is none. `key` is where it is: `fontSize`, `cluster.image`. */
export type Given =
  | { readonly key: string; readonly value: unknown }
  | { readonly key: string; readonly why: string };
