/**
 * Values that people give and Kubernetes takes: refused here, before a server has to. A message completes the sentence
 * "“x” cannot be a namespace: …".
 */
import { z } from 'zod';

/** Printable, and no longer than any name or path has to be. */
const text = z
  .string()
  .min(1, 'it is empty')
  .max(4096, 'it is longer than 4,096 characters')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'it has control characters');

const LABEL_WORDS =
  'small letters, digits and “-” only, at most 63, beginning and ending with a letter or digit';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const DnsLabel = z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, LABEL_WORDS);

/** A service's name is a label that does not begin with a digit (RFC 1035). */
export const ServiceName = DnsLabel.regex(/^[a-z]/, 'it must begin with a letter');

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const DnsSubdomain = z
  .string()
  .max(253, 'it is longer than 253 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    'small letters, digits, “-” and “.” only, each part beginning and ending with a letter or digit',
  );

/** A GKE cluster's name. */
export const GkeName = z
  .string()
  .regex(
    /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/,
    'small letters, digits and “-” only, at most 40, beginning with a letter',
  );

/** A region or a zone: `europe-west1`, `europe-west1-b`. */
export const Location = z
  .string()
  .regex(
    /^[a-z]+-[a-z]+\d+(-[a-z])?$/,
    'it must be a region like europe-west1, or a zone like europe-west1-b',
  );

/** A Google Cloud project's id, with the domain where it has one: `example.com:tools`. */
export const Project = z
  .string()
  .regex(
    /^([a-z0-9.-]+:)?[a-z][-a-z0-9]{4,28}[a-z0-9]$/,
    'it must be a project’s id: 6 to 30 small letters, digits and “-”',
  );

/** A context of a kubeconfig: any text. */
export const ContextName = text.max(512, 'it is longer than 512 characters');

/** The address of a Docker engine. */
export const DockerHost = text.regex(
  /^(unix|npipe|tcp):\/\/./,
  'it must be an address like unix:///var/run/docker.sock',
);

/** A path of an ingress. */
export const IngressPath = text
  .regex(/^\//, 'it must begin with “/”')
  .regex(/^[^\s?#]*$/, 'it has a space, “?” or “#”');

/** A container image, by tag or digest. https://github.com/distribution/reference */
export const Image = text
  .max(512, 'it is longer than 512 characters')
  .regex(
    /^[a-zA-Z0-9]([a-zA-Z0-9._:/-]*[a-zA-Z0-9])?(@sha256:[0-9a-f]{64})?$/,
    'it must be an image like ghcr.io/team/gamgui:1.0',
  );

/** An amount as Kubernetes writes it, more than nothing: `500m`, `2Gi`. */
const Quantity = z
  .string()
  .max(20, 'it is longer than 20 characters')
  .regex(
    /^(\d+(\.\d+)?)(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/,
    'it must be a number with a unit of Kubernetes, like 500m or 2Gi',
  )
  .regex(/[1-9]/, 'it is nothing');

const UNITS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** A quantity in its base unit: CPUs or bytes. */
export function amount(quantity: string): number {
  const [, number = '0', unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}

/** The memory of a session: with less the shell and GAM do not start. */
export const Memory = Quantity.refine(
  (value) => amount(value) >= 64 * 2 ** 20,
  'a session needs 64Mi at least',
);

/** The CPU of a session: from a hundredth of one. */
export const Cpu = Quantity.refine(
  (value) => amount(value) >= 0.01 && amount(value) <= 1024,
  'it must be from 10m to 1024',
);

/** The size of a claim for a session's folder. */
export const VolumeSize = Quantity.refine(
  (value) => amount(value) >= 2 ** 20,
  'a session’s folder needs 1Mi at least',
);

/** A proxy's address as it may be kept: in the environment it may have a password, in the settings' file never. */
export const ProxyAddress = text.refine(
  isProxy,
  'it must be an address like http://proxy.example.com:8080',
);

function isProxy(value: string): boolean {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  return URL.canParse(whole) && /^https?:$/.test(new URL(whole).protocol);
}

/** The same without a user or a password. */
export const SavedProxy = ProxyAddress.refine(
  (value) => !value.includes('@'),
  'a name and a password cannot be kept here: give them by HTTPS_PROXY',
);

/** A file, or files as in KUBECONFIG. */
export const PathText = text;
/** Hosts with commas between, as in NO_PROXY. */
export const HostList = text;
/** An absolute path of one file. */
export const FilePath = text.regex(
  /^(\/|[A-Za-z]:[\\/])/,
  'it must be a whole path, from the root',
);
/** The id of an OAuth client. */
export const OAuthClientId = z
  .string()
  .regex(/^[\w.-]+\.apps\.googleusercontent\.com$/, 'it must end with .apps.googleusercontent.com');
/** A secret: anything that is not empty. */
export const Secret = text;
