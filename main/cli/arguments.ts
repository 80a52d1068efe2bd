/** What the command line was asked to do: pure, from the words to one typed command. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ExportFormat } from '../../preload/contract';
import { Failure } from '../failure';

/** A parsed command line. File names are as they were typed. */
export type CliCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run';
      readonly backend: string;
      readonly tenant: string;
      readonly files: readonly string[];
      readonly keep: boolean;
      readonly name: string | undefined;
      /** What takes something away from a real domain may be run: the person says so beforehand. */
      readonly yes: boolean;
      readonly argv: readonly string[];
    }
  | {
      readonly kind: 'exec';
      readonly id: string;
      readonly yes: boolean;
      readonly argv: readonly string[];
    }
  | {
      readonly kind: 'put';
      readonly id: string;
      readonly files: readonly string[];
      readonly to: string;
      readonly replace: boolean;
    }
  | {
      readonly kind: 'get';
      readonly id: string;
      readonly files: readonly string[];
      readonly to: string;
      readonly replace: boolean;
    }
  | {
      readonly kind: 'export';
      readonly id: string;
      readonly file: string;
      readonly format: ExportFormat;
      readonly replace: boolean;
    }
  | { readonly kind: 'sessions'; readonly json: boolean }
  /** `byMs`: how much later it ends, ms. */
  | { readonly kind: 'extend'; readonly id: string; readonly byMs: number }
  /** `targets`: places, or sessions by their ids; none: everything but sessions. */
  | {
      readonly kind: 'diagnose';
      readonly targets: readonly string[];
      readonly as: 'text' | 'json' | 'report';
    }
  | { readonly kind: 'end'; readonly ids: readonly string[] };

/** How each command is written. */
export const USAGE = {
  run: 'run [--backend local] [--tenant demo] [--file FILE]… [--name NAME] [--keep] [--yes] -- COMMAND…',
  exec: 'exec ID [--yes] -- COMMAND…',
  put: 'put ID FILE|FOLDER… [--to FOLDER] [--replace]',
  get: 'get ID FILE|FOLDER… [--to FOLDER] [--replace]',
  export: 'export ID [--format text|asciicast] [--replace] FILE',
  sessions: 'sessions [--json]',
  diagnose: 'diagnose [--json|--report] [PLACE|ID]…',
  extend: 'extend ID [--by HOURS]',
  end: 'end ID…',
} as const;

type Verb = keyof typeof USAGE;

/** A command line that cannot be understood. */
function usage(verb: Verb | null, message: string): Failure {
  const fix = verb === null ? 'See `help`.' : `Usage: ${USAGE[verb]}`;
  return new Failure('usage', message, fix);
}

/** The words before the first `--` and those after it; null where there is none. */
function split(words: readonly string[]): { before: string[]; after: string[] | null } {
  const at = words.indexOf('--');
  return at < 0
    ? { before: [...words], after: null }
    : { before: words.slice(0, at), after: words.slice(at + 1) };
}

/** Options and other words of a command. @throws Failure `usage` for an option that it does not have */
function parse<const O extends NonNullable<ParseArgsConfig['options']>>(
  verb: Verb,
  args: string[],
  options: O,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's message goes on about positional arguments after its first sentence.
    const words = error instanceof Error ? error.message : String(error);
    throw usage(verb, words.replace(/\. To specify[\s\S]*$/, '.'));
  }
}

function required(verb: Verb, word: string | undefined, what: string): string {
  if (word === undefined || word === '') throw usage(verb, `${verb} needs ${what}.`);
  return word;
}

/** The command after `--`. */
function commandAfter(verb: Verb, after: readonly string[] | null): readonly string[] {
  if (after === null || after.length === 0)
    throw usage(verb, `${verb} needs a command after \`--\`.`);
  return after;
}

const YES = { type: 'boolean', default: false } as const;

/** Only `run` and `exec` have a command, after `--`; for the others `--` ends the options, as usual. */
function parseRun(words: readonly string[]): CliCommand {
  const { before, after } = split(words);
  const { values, positionals } = parse('run', before, {
    backend: { type: 'string', default: 'local' },
    tenant: { type: 'string', default: 'demo' },
    file: { type: 'string', multiple: true, default: [] },
    name: { type: 'string' },
    keep: { type: 'boolean', default: false },
    yes: YES,
  });
  if (positionals.length > 0)
    throw usage('run', `run does not know “${positionals[0]}” before \`--\`.`);
  const { file: files, ...rest } = values;
  return { kind: 'run', ...rest, name: values.name, files, argv: commandAfter('run', after) };
}

function parseExec(words: readonly string[]): CliCommand {
  const { before, after } = split(words);
  const { values, positionals } = parse('exec', before, { yes: YES });
  if (positionals.length > 1) throw usage('exec', 'exec takes one session.');
  const id = required('exec', positionals[0], "a session's id");
  return { kind: 'exec', id, yes: values.yes, argv: commandAfter('exec', after) };
}

function parseTransfer(kind: 'put' | 'get', words: readonly string[]): CliCommand {
  const { values, positionals } = parse(kind, [...words], {
    to: { type: 'string', default: '.' },
    replace: { type: 'boolean', default: false },
  });
  const [id, ...files] = positionals;
  required(kind, files[0], "a session's id and a file");
  const { to, replace } = values;
  return { kind, id: required(kind, id, "a session's id"), files, to, replace };
}

function parseExport(words: readonly string[]): CliCommand {
  const { values, positionals } = parse('export', [...words], {
    format: { type: 'string', default: 'text' },
    replace: { type: 'boolean', default: false },
  });
  const [id, file, more] = positionals;
  if (more !== undefined) throw usage('export', 'export takes one session and one file.');
  const format = ExportFormat.safeParse(values.format);
  if (!format.success) throw usage('export', `export does not know the format “${values.format}”.`);
  return {
    kind: 'export',
    id: required('export', id, "a session's id and a file"),
    file: required('export', file, "a session's id and a file"),
    format: format.data,
    replace: values.replace,
  };
}

function parseSessions(words: readonly string[]): CliCommand {
  const { values, positionals } = parse('sessions', [...words], {
    json: { type: 'boolean', default: false },
  });
  if (positionals.length > 0) throw usage('sessions', 'sessions takes no other words.');
  return { kind: 'sessions', json: values.json };
}

function parseDiagnose(words: readonly string[]): CliCommand {
  const { values, positionals: targets } = parse('diagnose', [...words], {
    json: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  });
  if (values.json && values.report)
    throw usage('diagnose', '--json and --report exclude each other.');
  return {
    kind: 'diagnose',
    targets,
    as: values.json ? 'json' : values.report ? 'report' : 'text',
  };
}

/** Of hours that a session's end can be moved by at once. */
const MOST_HOURS = 24;

function parseExtend(words: readonly string[]): CliCommand {
  const { values, positionals } = parse('extend', [...words], {
    by: { type: 'string', default: '1' },
  });
  if (positionals.length > 1) throw usage('extend', 'extend takes one session.');
  const hours = Number(values.by);
  if (!(hours > 0 && hours <= MOST_HOURS))
    throw usage('extend', `--by takes hours, at most ${MOST_HOURS}.`);
  const byMs = Math.ceil(hours * 3_600_000);
  return { kind: 'extend', id: required('extend', positionals[0], "a session's id"), byMs };
}

function parseEnd(words: readonly string[]): CliCommand {
  const { positionals: ids } = parse('end', [...words], {});
  required('end', ids[0], "a session's id");
  return { kind: 'end', ids };
}

/**
 * Understands a command line, without its program's name.
 * @throws Failure `usage`, whose fix says how the command is written
 */
export function parseCli(argv: readonly string[]): CliCommand {
  const [verb, ...words] = argv;
  // What comes after `--` belongs to the command, its --help too.
  if (verb === undefined || split(argv).before.some((word) => word === '--help' || word === '-h'))
    return { kind: 'help' };
  switch (verb) {
    case 'run':
      return parseRun(words);
    case 'exec':
      return parseExec(words);
    case 'put':
    case 'get':
      return parseTransfer(verb, words);
    case 'export':
      return parseExport(words);
    case 'sessions':
      return parseSessions(words);
    case 'diagnose':
      return parseDiagnose(words);
    case 'extend':
      return parseExtend(words);
    case 'end':
      return parseEnd(words);
    case 'help':
      return { kind: 'help' };
    case '--version':
      return { kind: 'version' };
    default:
      throw usage(null, `There is no command “${verb}”.`);
  }
}
