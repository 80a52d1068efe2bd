/** What windows are told of clusters, of sign-in with Google, and of where each setting comes from. */
import { z } from 'zod';
import { AppError } from './basics';
import { ClusterSettings } from './settings';
import { ContextName, GkeName, Location, Project } from './values';

/** Whether the user is signed in with Google, and as whom. No token is ever in it. */
export const GoogleStatus = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed-out'),
    /** False where no OAuth client is set, so that there is nothing to sign in by. */
    canSignIn: z.boolean(),
    /** Why what was kept cannot be used, or null. */
    reason: AppError.nullable(),
  }),
  z.object({ kind: z.literal('signing-in') }),
  z.object({
    kind: z.literal('signed-in'),
    /** The account's address, or null: not known. */
    account: z.string().nullable(),
    source: z.enum(['own', 'application-default']),
    kept: z.enum(['keychain', 'memory', 'file']),
    notice: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('sign-in-again'),
    source: z.enum(['own', 'application-default']),
    account: z.string().nullable(),
    reason: AppError,
  }),
]);
export type GoogleStatus = z.infer<typeof GoogleStatus>;

/** A cluster of a project. */
export const GoogleCluster = z.object({
  name: z.string(),
  location: z.string(),
  project: z.string(),
  /** Google's word: `RUNNING`, `PROVISIONING`. */
  status: z.string(),
  version: z.string(),
  autopilot: z.boolean(),
  endpoints: z.array(z.enum(['dns', 'ip'])),
});
export type GoogleCluster = z.infer<typeof GoogleCluster>;

/** The clusters of a project, and the locations that did not answer. */
export const ClusterList = z.object({
  clusters: z.array(GoogleCluster),
  missing: z.array(z.string()),
});
export type ClusterList = z.infer<typeof ClusterList>;

/** A context of a kubeconfig, without secrets. */
export const KubeContext = z.object({
  name: z.string(),
  server: z.string(),
  /** The name of the user's entry. */
  user: z.string(),
  namespace: z.string().nullable(),
  isCurrent: z.boolean(),
});
export type KubeContext = z.infer<typeof KubeContext>;

/** A cluster as it is chosen. */
export const ChosenCluster = z.discriminatedUnion('way', [
  z
    .object({ way: z.literal('gke'), project: Project, location: Location, clusterName: GkeName })
    .strict(),
  z.object({ way: z.literal('kubeconfig'), context: ContextName }).strict(),
]);
export type ChosenCluster = z.infer<typeof ChosenCluster>;

/** The settings that the environment can give. The last two are never saved. */
export const SettingKey = z.enum([
  ...ClusterSettings.omit({ way: true, sizes: true }).keyof().options,
  'oauthClientId',
  'oauthClientSecret',
]);
export type SettingKey = z.infer<typeof SettingKey>;

/** A setting as it holds, and where it comes from. */
export const EffectiveSetting = z.object({
  key: SettingKey,
  label: z.string(),
  /** What it is for, one sentence. */
  effect: z.string(),
  /** What holds, as it may be shown; null: nothing. */
  value: z.string().nullable(),
  origin: z.enum(['environment', 'saved', 'default', 'default-instead']),
  /** The variable that gives it or could. */
  variable: z.string(),
  /** Why the value of the environment cannot be used and what holds instead, in sentences. */
  why: z.string().optional(),
  /** Whether it can be saved here at all. */
  savable: z.boolean(),
});
export type EffectiveSetting = z.infer<typeof EffectiveSetting>;
