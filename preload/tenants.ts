/**
 * Tenants: whose domain a session works on, how it is told apart, and where its credentials come from. Nothing secret is
 * ever in one. A message of a schema completes the sentence "“x” cannot be a domain: …".
 */
import { z } from 'zod';
import { BackendKind, TenantId, Time } from './basics';
import { DnsSubdomain, FilePath } from './values';

/** The fills a tenant can have; `demo` is the hatch, which no real tenant can choose. */
export const TenantColour = z.enum([
  'teal',
  'plum',
  'magenta',
  'rust',
  'olive',
  'bronze',
  'steel',
  'demo',
]);
export type TenantColour = z.infer<typeof TenantColour>;

/** What is seen of a tenant wherever it is met. */
export const Tenant = z.object({
  id: TenantId,
  name: z.string(),
  /** The domain it manages. */
  domain: z.string(),
  colour: TenantColour,
  /** One or two letters for the filled shape. */
  initials: z.string(),
});
export type Tenant = z.infer<typeof Tenant>;

/** A section of a gam.cfg. GAM cannot select its DEFAULT: to have that, none is named. */
const GamSection = z
  .string()
  .trim()
  .min(1, 'it is empty')
  .max(100, 'it is longer than 100 characters')
  .regex(/^[^\]\p{Cc}]+$/u, 'it has a “]” or a control character')
  .refine((name) => name !== 'DEFAULT', 'GAM’s DEFAULT is had by naming no section');

/** https://cloud.google.com/iam/docs/service-accounts-create: a service account's address, its project behind the “@”. */
const ServiceAccountAddress = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9][-a-z0-9]{4,28}[a-z0-9]@[a-z][-a-z0-9.]+\.iam\.gserviceaccount\.com$/,
    'it must be like gam@project.iam.gserviceaccount.com',
  );

/** A domain that Workspace manages. */
const DomainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, 'it is longer than 253 characters')
  .regex(
    /^([\p{L}\p{N}]([-\p{L}\p{N}]*[\p{L}\p{N}])?\.)+\p{L}[-\p{L}\p{N}]+$/u,
    'it must be a domain like example.com',
  );

/** Where a tenant's credentials come from. */
export const TenantSource = z.discriminatedUnion('kind', [
  /** The made-up domain brings its own. */
  z.object({ kind: z.literal('demo') }),
  z.object({
    /** A GAM configuration of this computer, used where it is. */
    kind: z.literal('gam-folder'),
    /** The folder of its gam.cfg, as GAMCFGDIR names it. */
    folder: FilePath,
    /** A section of it, or null: the one GAM itself would use. */
    section: GamSection.nullable(),
  }),
  z.object({
    /** A Secret in the namespace of the sessions, whose keys are the names of GAM's files. */
    kind: z.literal('secret'),
    name: DnsSubdomain,
    section: GamSection.nullable(),
  }),
  z.object({
    /** No key at all: Google signs for the pod's service account. */
    kind: z.literal('keyless'),
    /** The cluster's service account that the pod runs as. */
    serviceAccount: DnsSubdomain,
    /** The service account of Google Cloud that the cluster's stands for. */
    address: ServiceAccountAddress,
    /** Its unique id, which domain-wide delegation names. */
    clientId: z
      .string()
      .trim()
      .regex(/^\d{10,30}$/, 'it must be its unique id, about 21 digits'),
    /** The administrator whom GAM acts for. */
    admin: z.email('it must be an address like admin@example.com'),
    /** The customer's id, `C…`. */
    customer: z
      .string()
      .trim()
      .regex(/^C[0-9a-z]{5,20}$/, 'it must be the customer’s id, like C01abc234'),
  }),
]);
export type TenantSource = z.infer<typeof TenantSource>;

/** A tenant as it is kept. Records of sessions from before there were others are the demo's. */
export const KeptTenant = Tenant.extend({
  source: TenantSource.default({ kind: 'demo' }),
});
export type KeptTenant = z.infer<typeof KeptTenant>;

const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person says of a tenant. Its id is made from its name, once. */
export const NewTenant = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'it is empty')
      .max(40, 'it is longer than 40 characters')
      .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'it has characters that cannot be seen'),
    domain: DomainName,
    colour: TenantColour.exclude(['demo']),
    initials: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N}\p{M}]+$/u, 'it must be one or two letters or digits')
      .refine(
        (text) => [...LETTERS.segment(text)].length <= 2,
        'it must be one or two letters or digits',
      ),
    source: TenantSource.refine(({ kind }) => kind !== 'demo', 'only the demo domain has that'),
  })
  .strict();
export type NewTenant = z.infer<typeof NewTenant>;

/** A GAM configuration that was found on this computer; nothing secret of it. */
export const FoundGam = z.object({
  folder: FilePath,
  section: GamSection.nullable(),
  /** What gam.cfg or the sign-in names, or null. */
  domain: z.string().nullable(),
  /** The administrator who signed in, or null. */
  admin: z.string().nullable(),
});
export type FoundGam = z.infer<typeof FoundGam>;

/** One thing that a check of a tenant found: `bad` keeps GAM from working, `warn` does not; a `note` says what cannot be told. */
export const TenantFinding = z.object({
  kind: z.enum(['ok', 'note', 'warn', 'bad']),
  text: z.string(),
  fix: z.string().optional(),
});
export type TenantFinding = z.infer<typeof TenantFinding>;

/** What a check found, and when. */
export const TenantHealth = z.object({ at: Time, findings: z.array(TenantFinding) });
export type TenantHealth = z.infer<typeof TenantHealth>;

const Nothing = z.undefined();
const NoAnswer = z.void();
const Which = z.object({ id: TenantId }).strict();

/** What windows may ask of tenants. */
export const tenantCalls = {
  'tenants.list': { input: Nothing, output: z.array(KeptTenant) },
  'tenants.add': { input: NewTenant, output: KeptTenant },
  /** Sessions that run keep the tenant that they were made with. */
  'tenants.change': {
    input: z.object({ id: TenantId, tenant: NewTenant }).strict(),
    output: KeptTenant,
  },
  /** Refused while sessions of it run. */
  'tenants.remove': { input: Which, output: NoAnswer },
  /** GAM configurations of this computer that no tenant uses yet. */
  'tenants.found': { input: Nothing, output: z.array(FoundGam) },
  /** Looks at a tenant's credentials, as far as it can be done from here. */
  'tenants.check': { input: Which, output: TenantHealth },
  /** Where a session would be made to ask Google. Nothing is made. */
  'tenants.askWhere': {
    input: Which,
    output: z.object({ backend: BackendKind, title: z.string() }),
  },
  /** Asks Google through GAM, in a short session there that is ended then. The person has agreed to it. */
  'tenants.ask': {
    input: z.object({ id: TenantId, backend: BackendKind }).strict(),
    output: TenantHealth,
  },
} as const;

/** What main tells of tenants by itself. */
export const tenantPushes = {
  'tenants.changed': z.array(KeptTenant),
  /** How far asking Google about one is, in words; null: it is over. */
  'tenants.asking': z.object({ id: TenantId, text: z.string().nullable() }),
} as const;
