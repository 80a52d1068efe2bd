/** A tenant as it is filled in: all of it text, and what is not right yet. Pure. */
import {
  type FoundGam,
  type KeptTenant,
  NewTenant,
  TenantColour,
  type TenantSource,
} from '../../../preload/contract';

/** The fills that can be chosen, in their order. */
export const COLOURS = TenantColour.exclude(['demo']).options;
type Colour = (typeof COLOURS)[number];

/** Where the credentials of a tenant that a person makes can come from. */
export type SourceKind = Exclude<TenantSource['kind'], 'demo'>;

/** What the form holds. */
export interface Draft {
  readonly name: string;
  readonly domain: string;
  /** Null: made from the name. */
  readonly initials: string | null;
  readonly colour: Colour;
  readonly kind: SourceKind;
  readonly folder: string;
  readonly section: string;
  readonly secret: string;
  readonly serviceAccount: string;
  readonly address: string;
  readonly clientId: string;
  readonly admin: string;
  readonly customer: string;
}

/** A field of the form. */
export type Field = keyof Draft;

const EMPTY = {
  folder: '',
  section: '',
  secret: '',
  serviceAccount: '',
  address: '',
  clientId: '',
  admin: '',
  customer: '',
};

/** The first colour that no tenant has. */
function freeColour(tenants: readonly KeptTenant[]): Colour {
  const used = new Set<string>(tenants.map(({ colour }) => colour));
  return COLOURS.find((colour) => !used.has(colour)) ?? COLOURS[0] ?? 'teal';
}

/** An empty form. */
export function newDraft(tenants: readonly KeptTenant[]): Draft {
  const colour = freeColour(tenants);
  return { ...EMPTY, name: '', domain: '', initials: null, colour, kind: 'gam-folder' };
}

/** The form of a tenant that is there. */
export function draftOf(tenant: KeptTenant): Draft {
  const { name, domain, initials, source } = tenant;
  const colour = COLOURS.find((one) => one === tenant.colour) ?? 'teal';
  const seen = { ...EMPTY, name, domain, initials, colour };
  switch (source.kind) {
    case 'demo':
      return { ...seen, kind: 'gam-folder' };
    case 'gam-folder':
      return { ...seen, kind: source.kind, folder: source.folder, section: source.section ?? '' };
    case 'secret':
      return { ...seen, kind: source.kind, secret: source.name, section: source.section ?? '' };
    case 'keyless':
      return { ...seen, ...source };
  }
}

/** The form with a configuration of this computer taken over; a name that was typed stays. */
export function withFound(draft: Draft, { folder, section, domain }: FoundGam): Draft {
  return {
    ...draft,
    name: draft.name === '' ? nameOf(section ?? domain ?? '') : draft.name,
    domain: domain ?? draft.domain,
    kind: 'gam-folder',
    folder,
    section: section ?? '',
  };
}

/** "larkfield.example" and "larkfield" are Larkfield. */
function nameOf(text: string): string {
  const [first = ''] = text.split('.');
  return first.charAt(0).toUpperCase() + first.slice(1);
}

/** The initials of a name: of its first two words, or its first two letters. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = '', second] = words;
  const two = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return two.join('').toUpperCase();
}

function sourceOf(draft: Draft): object {
  const section = draft.section.trim() === '' ? null : draft.section;
  switch (draft.kind) {
    case 'gam-folder':
      return { kind: draft.kind, folder: draft.folder.trim(), section };
    case 'secret':
      return { kind: draft.kind, name: draft.secret.trim(), section };
    case 'keyless': {
      const { kind, serviceAccount, address, clientId, admin, customer } = draft;
      return {
        kind,
        serviceAccount: serviceAccount.trim(),
        address,
        clientId,
        admin: admin.trim(),
        customer,
      };
    }
  }
}

/** The fields of the form that stand for a path of the schema, where their names differ. */
const NAMED: Readonly<Partial<Record<string, Field>>> = { 'source.name': 'secret' };

/** The tenant, or why each field cannot be so: "it is empty". */
export function parsed(
  draft: Draft,
): { readonly tenant: NewTenant } | { readonly wrong: ReadonlyMap<Field, string> } {
  const { name, domain, initials, colour } = draft;
  const given = { name, domain, initials: initials ?? initialsOf(name), colour };
  const result = NewTenant.safeParse({ ...given, source: sourceOf(draft) });
  if (result.success) return { tenant: result.data };
  const wrong = new Map<Field, string>();
  for (const { path, message } of result.error.issues) {
    const field = fieldAt(path);
    if (field !== null && !wrong.has(field)) wrong.set(field, message);
  }
  return { wrong };
}

function fieldAt(path: readonly PropertyKey[]): Field | null {
  const last = path.at(-1);
  const named = NAMED[path.join('.')];
  if (named !== undefined) return named;
  const fields: readonly Field[] = [
    'name',
    'domain',
    'initials',
    'folder',
    'section',
    'serviceAccount',
    'address',
    'clientId',
    'admin',
    'customer',
  ];
  return fields.find((field) => field === last) ?? null;
}

/** The other tenants that have the colour already. */
export function sharing(
  colour: Colour,
  tenants: readonly KeptTenant[],
  own: KeptTenant | null,
): string[] {
  return tenants
    .filter((one) => one.colour === colour && one.id !== own?.id)
    .map((one) => one.name);
}
