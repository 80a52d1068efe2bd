/** Where the credentials come from, and what each way needs to know. */
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Draft, SourceKind } from './draft';
import type { TextOf } from './TenantSheet';
import { TextField } from './TextField';
import { SOURCE_ABOUT, SOURCE_NAMES } from './words';

const KINDS: readonly SourceKind[] = ['gam-folder', 'secret', 'keyless'];

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly text: (field: TextOf) => {
    name: string;
    value: string;
    wrong: string | undefined;
    onChange: (value: string) => void;
  };
}

export function SourceField(props: FieldProps) {
  const { draft, change, text } = props;
  return (
    <>
      <RadioGroup
        className="field-row"
        value={draft.kind}
        onChange={(value) => {
          const kind = KINDS.find((one) => one === value);
          if (kind !== undefined) change({ kind });
        }}
      >
        <Label>Keys</Label>
        <div className="field">
          <div className="segments">
            {KINDS.map((kind) => (
              <Radio className="segment" key={kind} value={kind}>
                {SOURCE_NAMES[kind]}
              </Radio>
            ))}
          </div>
          <p className="caption">{SOURCE_ABOUT[draft.kind]}</p>
        </div>
      </RadioGroup>
      {draft.kind === 'gam-folder' ? <FolderFields text={text} /> : null}
      {draft.kind === 'secret' ? <SecretFields text={text} /> : null}
      {draft.kind === 'keyless' ? <KeylessFields text={text} /> : null}
    </>
  );
}

type Texts = Pick<FieldProps, 'text'>;

const SECTION = 'A section of gam.cfg. Empty: the one that GAM uses by itself.';

function FolderFields({ text }: Texts) {
  return (
    <>
      <TextField label="Folder" about="The folder of gam.cfg, from the root." {...text('folder')} />
      <TextField label="Section" about={SECTION} {...text('section')} />
    </>
  );
}

function SecretFields({ text }: Texts) {
  return (
    <>
      <TextField
        label="Secret"
        about="Its name, in the namespace of the sessions. Its keys are client_secrets.json, oauth2.txt, oauth2service.json and, if you have one, gam.cfg."
        {...text('secret')}
      />
      <TextField label="Section" about={SECTION} {...text('section')} />
    </>
  );
}

function KeylessFields({ text }: Texts) {
  return (
    <>
      <TextField
        label="Runs as"
        about="The cluster’s service account for this tenant’s pods."
        {...text('serviceAccount')}
      />
      <TextField
        label="Signs as"
        placeholder="gam@project.iam.gserviceaccount.com"
        about="The service account of Google Cloud that it stands for."
        {...text('address')}
      />
      <TextField
        label="Its id"
        about="The unique id that domain-wide delegation names, about 21 digits."
        {...text('clientId')}
      />
      <TextField label="Admin" placeholder="admin@example.com" {...text('admin')} />
      <TextField label="Customer" placeholder="C01abc234" {...text('customer')} />
    </>
  );
}
