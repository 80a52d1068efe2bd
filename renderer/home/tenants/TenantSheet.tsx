/** The form of a tenant: what it is called, how it is told apart, and where its credentials come from. */
import '../../ui/session/newSession.css';
import { useRef, useState } from 'react';
import type { AppError, FoundGam, KeptTenant, TenantId } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { Sheet } from '../../ui/Sheet';
import { ColourField } from './ColourField';
import { type Draft, draftOf, type Field, initialsOf, newDraft, parsed, withFound } from './draft';
import { FoundField } from './FoundField';
import { SourceField } from './SourceField';
import { TextField } from './TextField';

interface SheetProps {
  readonly tenants: readonly KeptTenant[];
  /** The one that is changed, or null: another one is added. */
  readonly tenant: KeptTenant | null;
  /** A configuration of this computer that it begins with. */
  readonly found?: FoundGam;
  readonly onClose: () => void;
  readonly onSaved: (id: TenantId) => void;
}

const NOTHING: ReadonlyMap<Field, string> = new Map();

export function TenantSheet(props: SheetProps) {
  const { tenants, tenant, onClose, onSaved } = props;
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => firstDraft(props));
  // What is not right is said once somebody wanted to save it.
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const result = parsed(draft);
  const wrong = tried && 'wrong' in result ? result.wrong : NOTHING;
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const save = async () => {
    setTried(true);
    if ('wrong' in result) return focusFirst(form.current, result.wrong);
    const answer = await keep(tenant, result.tenant);
    if (!answer.ok) return setFailure(answer.error);
    onClose();
    onSaved(answer.value.id);
  };
  const text = (field: TextOf) => ({
    name: field,
    value: draft[field] ?? '',
    wrong: wrong.get(field),
    onChange: (value: string) => change({ [field]: value }),
  });
  return (
    <Sheet
      title={tenant === null ? 'Add a tenant' : `Change ${visible(tenant.name)}`}
      onClose={onClose}
      foot={
        <>
          <span className="note">
            {tenant === null ? '' : 'Sessions that run keep what they have.'}
          </span>
          <Button onPress={onClose} keys={['Esc']}>
            Cancel
          </Button>
          <Button kind="primary" onPress={() => void save()} keys={['⏎']}>
            {tenant === null ? 'Add tenant' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        className="new-session tenant-form"
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
          event.preventDefault();
          if (!event.nativeEvent.isComposing) void save();
        }}
      >
        {failure === null ? null : <Problem error={failure} />}
        {tenant === null ? (
          <FoundField draft={draft} use={(found) => setDraft((now) => withFound(now, found))} />
        ) : null}
        <TextField label="Name" autoFocus {...text('name')} />
        <TextField label="Domain" placeholder="example.com" {...text('domain')} />
        <ColourField draft={draft} tenants={tenants} own={tenant} change={change} />
        <TextField
          label="Initials"
          short
          {...text('initials')}
          value={draft.initials ?? initialsOf(draft.name)}
        />
        <SourceField draft={draft} change={change} text={text} />
      </form>
    </Sheet>
  );
}

function firstDraft({ tenants, tenant, found }: SheetProps): Draft {
  if (tenant !== null) return draftOf(tenant);
  const empty = newDraft(tenants);
  return found === undefined ? empty : withFound(empty, found);
}

/** A field whose value is text. */
export type TextOf = Exclude<Field, 'colour' | 'kind'>;

type NewTenantOf = Extract<ReturnType<typeof parsed>, { tenant: unknown }>['tenant'];

function keep(own: KeptTenant | null, tenant: NewTenantOf) {
  return own === null
    ? bridge.call('tenants.add', tenant)
    : bridge.call('tenants.change', { id: own.id, tenant });
}

/** The first field that is not right, as it stands in the form. */
function focusFirst(form: HTMLFormElement | null, wrong: ReadonlyMap<Field, string>): void {
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>('input.ask-field') ?? [])];
  // They are marked by the rendering that is still to come; their names are there already.
  inputs.find(({ name }) => [...wrong.keys()].some((field) => field === name))?.focus();
}
