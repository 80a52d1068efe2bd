"""What `gam` has kept of the rows of a job that failed (gam/failed.py), read and checked."""

import io
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gamgui_agent.files.errors import FileError
from gamgui_agent.gam.expand import Form, read_csv
from gamgui_agent.gam.failed import Input
from gamgui_agent.gam.mask import mask

_JOB = re.compile(r"[0-9a-f]{16,32}")


@dataclass(frozen=True)
class FailedRow:
    """A row of the file, by its number from 1, and the code that GAM ended it with."""

    number: int
    offset: int
    length: int
    code: int


@dataclass(frozen=True)
class Record:
    """`argv` has its secrets masked; `file_at` is the place of the file in it. `output` is where the job printed."""

    word: str
    file: Input
    form: Form
    header: int
    rows: list[FailedRow]
    failed: int
    argv: list[str]
    file_at: int
    output: range

    @property
    def is_table(self) -> bool:
        """Whether rows have columns; lines of a batch file have none."""
        return self.word in ("csv", "loop")

    def open(self) -> io.BufferedReader:
        """The job's file. @raises FileError `changed`: the places of its rows are not the same any more"""
        if Input.look(self.file.path) != self.file:
            name = os.path.basename(self.file.path)
            raise FileError("changed", f"{name} was changed or removed since the job began.")
        return open(self.file.path, "rb")

    def columns(self, opened: io.BufferedReader) -> list[str]:
        """The names of the columns; of a batch file none."""
        if self.form.fields is not None or not self.is_table:
            return list(self.form.fields or ())
        opened.seek(0)
        return next(iter(self._cells(opened.read(self.header))), [])

    def cells(self, opened: io.BufferedReader, row: FailedRow) -> list[str]:
        """Of a row; of a batch file its line."""
        opened.seek(row.offset)
        data = opened.read(row.length)
        if not self.is_table:
            return [data.decode(self.form.encoding, "replace").strip()]
        return next(iter(self._cells(data)), [])

    def _cells(self, data: bytes) -> list[list[str]]:
        return [cells for _, cells in read_csv(io.BytesIO(data), self.form)]


def shown(columns: list[str], cells: list[str]) -> list[str]:
    """Cells without secrets: those of a column whose name tells of one, and those that give themselves away."""
    if not columns:
        return mask(cells)
    return [mask([column, cell])[1] for column, cell in zip(columns, cells, strict=False)]


def read_record(folder: str, job: str) -> Record:
    """Of a job. @raises FileError `not-found`"""
    if not _JOB.fullmatch(job):
        raise FileError("not-found", "There is no such job.")
    try:
        with open(os.path.join(folder, f"{job}.json"), encoding="utf-8") as file:
            return _record(json.load(file))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError("not-found", "Which rows failed is not known.") from error


def _record(body: Mapping[str, object]) -> Record:
    form = Form(
        _text(body["encoding"]),
        _text(body["delimiter"]),
        _text(body["quote"]),
        None if body["escape"] is None else _text(body["escape"]),
        None if body["fields"] is None else tuple(_texts(body["fields"])),
    )
    file = Input(_text(body["path"]), *(_number(body[name]) for name in ("size", "mtime", "inode")))
    rows, output, argv = body["rows"], body["output"], _texts(body["argv"])
    if not isinstance(rows, list) or not isinstance(output, dict):
        raise ValueError("no record")
    return Record(
        word=_text(body["word"]),
        file=file,
        form=form,
        header=_number(body["header"]),
        rows=[FailedRow(*(_number(each) for each in row)) for row in rows],
        failed=_number(body["failed"]),
        argv=argv,
        file_at=len(argv) - _number(body["arguments"]),
        output=range(_number(output["from"]), _number(output["to"])),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return [_text(each) for each in value]


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError("not a number")
    return value
