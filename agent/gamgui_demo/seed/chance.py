"""Chance that is the same on every machine and every version of Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_SEED = "demo.example 1"


def number(*what: object) -> int:
    """A large number that depends only on what it is for."""
    text = "\0".join([_SEED, *map(str, what)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def below(limit: int, *what: object) -> int:
    """A number from 0 to limit - 1."""
    return number(*what) % limit


def one_of(choices: Sequence[T], *what: object) -> T:
    """One of the choices."""
    return choices[below(len(choices), *what)]


def percent(share: int, *what: object) -> bool:
    """True for about `share` of a hundred."""
    return below(100, *what) < share


def digits(count: int, *what: object) -> str:
    """A text of digits that does not start with 0."""
    text = str(number(*what)) + str(number("more", *what))
    return "1" + text[: count - 1]
