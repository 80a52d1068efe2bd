"""The commands that GAM makes of a bulk command's file, and where in the file each row is.

As GAM's own doCSV, doLoop and doBatch make them (`gam/__init__.py`), down to how its log writes a command: so a line of
the log names its row exactly, whatever was skipped, in whatever order the rows ended.
"""

import codecs
import csv
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from gamgui_agent.gam.bulk import Bulk, csv_options

# Encodings in which a line feed is no byte of its own, or in which a line's meaning depends on those before.
_NOT_BY_LINES = re.compile(r"utf-(16|32|7)|iso2022|hz|unicode_escape")
_FIELD = re.compile(r"~~(.+?)~~")
_REPLACED = re.compile(r"(.+?)~!~(.+?)~!~(.+)", re.DOTALL)


class CannotExpand(Exception):
    """What GAM makes of the file cannot be told."""


@dataclass(frozen=True)
class Row:
    """A row of the file: its number from 1, its bytes, its cells, and its command in GAM's log, without `gam`."""

    number: int
    offset: int
    length: int
    cells: tuple[str, ...]
    command: str


@dataclass(frozen=True)
class Form:
    """How a file is read. `fields`: the columns' names where the file has no header."""

    encoding: str
    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    fields: tuple[str, ...] | None = None


def form_of(bulk: Bulk, configured: Mapping[str, str]) -> Form:
    """By the command's options, else by GAM's configuration. @raises CannotExpand"""
    read = csv_options(bulk.arguments[1:]) if bulk.word in ("csv", "loop") else _batch_options(bulk.arguments[1:])
    try:
        encoding = codecs.lookup(read.get("charset", "utf-8")).name
        fields = tuple(shlex.split(read["fields"].replace(",", " "))) if "fields" in read else None
    except (LookupError, ValueError) as error:
        raise CannotExpand from error
    escapes = read.get("noescapechar", configured.get("csv_input_no_escape_char", "true")).lower() in ("false", "off")
    form = Form(
        encoding,
        read.get("columndelimiter") or configured.get("csv_input_column_delimiter") or ",",
        read.get("quotechar") or configured.get("csv_input_quote_char") or '"',
        "\\" if escapes else None,
        fields,
    )
    if _NOT_BY_LINES.match(encoding) or len(form.delimiter) != 1 or len(form.quote) != 1:
        raise CannotExpand
    return form


def expand(file: BinaryIO, bulk: Bulk, form: Form) -> Iterator[Row]:
    """The rows, in the order of the file. @raises CannotExpand, UnicodeError, csv.Error"""
    if bulk.word in ("csv", "loop"):
        return _expand_csv(file, _gam_arguments(bulk.arguments), form)
    return _expand_batch(file, form.encoding)


def header_length(file: BinaryIO, form: Form) -> int:
    """Bytes of the header of a CSV file; 0 where it has none."""
    if form.fields is not None:
        return 0
    return next((end for end, _ in read_csv(file, form)), 0)


def read_csv(file: BinaryIO, form: Form) -> Iterator[tuple[int, list[str]]]:
    """Each record: where it ends, and its cells."""
    place = [0]
    lines = _lines(file, form.encoding, place)
    for cells in csv.reader(lines, delimiter=form.delimiter, quotechar=form.quote, escapechar=form.escape):
        yield place[0], cells


def _expand_csv(file: BinaryIO, arguments: Sequence[str], form: Form) -> Iterator[Row]:
    records = read_csv(file, form)
    start, fields = 0, list(form.fields or ())
    if form.fields is None:
        start, fields = next(records, (0, []))
    make = _template(arguments, fields)
    number = 0
    for end, cells in records:
        if cells:
            number += 1
            yield Row(number, start, end - start, tuple(cells), quoted(make(cells)))
        start = end


def _expand_batch(file: BinaryIO, encoding: str) -> Iterator[Row]:
    place, start = [0], 0
    values: dict[str, str] = {}
    for number, line in enumerate(_lines(file, encoding, place), 1):
        words = [] if line.startswith("#") else _words(line, values)
        if words:
            yield Row(number, start, place[0] - start, tuple(words), quoted(words))
        start = place[0]


def _words(line: str, values: dict[str, str]) -> list[str]:
    """The arguments of a `gam` line, with what `set` lines before it have set; those keep it in `values`."""
    for name, value in values.items():
        line = line.replace(f"%{name}%", value)
    try:
        first, *words = shlex.split(line) or [""]
    except ValueError as error:
        # GAM runs nothing of such a file.
        raise CannotExpand from error
    word = first.strip().lower()
    if word == "set" and len(words) == 2:
        values[words[0]] = words[1]
    elif word == "clear" and words:
        values.pop(words[0], None)
    return words if word == "gam" else []


def _lines(file: BinaryIO, encoding: str, place: list[int]) -> Iterator[str]:
    """Its lines as text, as Python's universal newlines have them; `place[0]` is where the last one ends."""
    first = True
    for piece in file:
        for line in piece.splitlines(keepends=True):
            place[0] += len(line)
            text = line.decode("utf-8-sig" if first and encoding == "utf-8" else encoding)
            first = False
            ended = text.endswith(("\r", "\n"))
            yield text.removesuffix("\n").removesuffix("\r") + "\n" * ended


def _gam_arguments(arguments: Sequence[str]) -> Sequence[str]:
    """What follows the word `gam`, which is looked for behind the options."""
    at = next((at for at, word in enumerate(arguments) if at and word.strip().lower() == "gam"), len(arguments))
    return arguments[at + 1 :]


def quoted(words: Sequence[str]) -> str:
    """As Cmd.QuotedArgumentList of GAM writes a command."""
    return " ".join(word if word and not any(each in word for each in " ,'") else f'"{word}"' for word in words)


def _template(arguments: Sequence[str], fields: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    """What makes a row's arguments of its cells: getSubFields and processSubFields. @raises CannotExpand"""
    # Of columns with the same name the last one counts.
    columns = {name: column for column, name in enumerate(fields)}
    makers = [_argument(argument, columns) for argument in arguments]
    return lambda cells: [make(cells) for make in makers]


def _argument(argument: str, columns: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
    if _FIELD.search(argument):
        pieces = _FIELD.split(argument)
        substitutes = [_substitute(piece, columns) for piece in pieces[1::2]]
        literals = pieces[::2]

        def make(cells: Sequence[str]) -> str:
            values = [substitute(cells) for substitute in substitutes]
            return "".join(part for pair in zip(literals, [*values, ""], strict=True) for part in pair)

        return make
    if argument.startswith("~"):
        return _cell(argument[1:], columns)
    return lambda _: argument


def _substitute(inside: str, columns: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
    """`NAME`, or `NAME~!~PATTERN~!~REPLACEMENT`, between two tildes each."""
    replaced = _REPLACED.fullmatch(inside)
    if not replaced:
        return _cell(inside, columns)
    name, pattern, replacement = replaced.groups()
    cell = _cell(name, columns)
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise CannotExpand from error
    return lambda cells: compiled.sub(replacement, cell(cells))


def _cell(name: str, columns: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
    if name not in columns:
        raise CannotExpand
    column = columns[name]
    return lambda cells: cells[column] if column < len(cells) else ""


def _batch_options(options: Sequence[str]) -> dict[str, str]:
    words = [word.strip().lower() for word in options]
    return {"charset": options[1]} if words[:1] == ["charset"] and len(options) > 1 else {}
