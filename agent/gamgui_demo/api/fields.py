"""Partial responses: the `fields` parameter.

https://developers.google.com/discovery/v1/performance#partial-response:
`a,b` selects fields, `a/b` goes into one, `a(b,c)` is short for `a/b,a/c`, `*` is every field.
"""

import re
from typing import Any

from .errors import GoogleError

# A mask is a tree: a leaf (empty) takes the whole value.
Mask = dict[str, "Mask"]

_TOKEN = re.compile(r"\s*([A-Za-z0-9_$.@-]+|[*,/()])")
_DEEPEST = 16


def parse_fields(text: str) -> Mask:
    """The tree of a selection. Raises GoogleError for one that cannot be read."""
    tokens = _split(text)
    mask = _Parser(text, tokens).selection(0)
    if tokens:
        raise _invalid(text)
    return mask


def apply_mask(mask: Mask, value: Any) -> Any:
    """The selected parts of a JSON value; a new value, sharing what is taken whole."""
    if not mask:
        return value
    if isinstance(value, list):
        return [apply_mask(mask, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "*" in mask:
        rest = mask["*"]
        return {name: apply_mask(mask.get(name, rest), item) for name, item in value.items()}
    return {name: apply_mask(mask[name], item) for name, item in value.items() if name in mask}


class _Parser:
    def __init__(self, text: str, tokens: list[str]) -> None:
        self._text = text
        self._tokens = tokens  # the next one is last

    def selection(self, depth: int) -> Mask:
        """`path,path,…`"""
        if depth > _DEEPEST:
            raise _invalid(self._text)
        mask: Mask = {}
        while True:
            self._path(mask, depth)
            if not self._take(","):
                return mask

    def _path(self, mask: Mask, depth: int) -> None:
        """`name`, `name/path` or `name(selection)`, merged into `mask`."""
        if not self._tokens or self._tokens[-1] in ",/()":
            raise _invalid(self._text)
        name = self._tokens.pop()
        inner: Mask = {}
        if self._take("/"):
            if depth > _DEEPEST:
                raise _invalid(self._text)
            self._path(inner, depth + 1)
        elif self._take("("):
            inner = self.selection(depth + 1)
            if not self._take(")"):
                raise _invalid(self._text)
        _merge(mask, name, inner)

    def _take(self, token: str) -> bool:
        if self._tokens and self._tokens[-1] == token:
            self._tokens.pop()
            return True
        return False


def _merge(mask: Mask, name: str, inner: Mask) -> None:
    if name not in mask:
        mask[name] = inner
    elif not mask[name] or not inner:
        mask[name] = {}  # one of the two takes everything
    else:
        for key, value in inner.items():
            _merge(mask[name], key, value)


def _split(text: str) -> list[str]:
    tokens, position = [], 0
    stripped = text.rstrip()
    while position < len(stripped):
        found = _TOKEN.match(stripped, position)
        if found is None:
            raise _invalid(text)
        tokens.append(found.group(1))
        position = found.end()
    return tokens[::-1]


def _invalid(text: str) -> GoogleError:
    return GoogleError(400, "invalidParameter", f"Invalid field selection {text[:200]}")
