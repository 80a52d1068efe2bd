"""Searches among devices: words, all of which must fit. `field:value`, or a text any field may hold.

https://support.google.com/a/answer/7549103 and https://support.google.com/a/answer/1698333
"""

import re
from collections.abc import Callable, Mapping

from ..api.errors import invalid
from ..state.store import JsonObject

_LONGEST = 2048
_CLAUSE = re.compile(r"""\s*(?:([A-Za-z_]+):)?(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)""")


def parse_device_query(text: str, fields: Mapping[str, str]) -> Callable[[JsonObject], bool]:
    """A test for devices. `fields` maps names in queries to fields. Raises GoogleError."""
    tests: list[Callable[[JsonObject], bool]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        found = _CLAUSE.match(text, position)
        if len(text) > _LONGEST or found is None:
            raise invalid("Invalid Input: Bad request for query")
        position = found.end()
        name, value = found[1], next(part for part in found.groups()[1:] if part is not None)
        if name is None:
            tests.append(_anywhere(value.lower(), tuple(fields.values())))
        elif name.lower() in fields:
            tests.append(_anywhere(value.lower(), (fields[name.lower()],)))
        else:
            raise invalid(f"Invalid Input: Bad request for query: {name[:40]}")
    return lambda device: all(test(device) for test in tests)


def _anywhere(value: str, names: tuple[str, ...]) -> Callable[[JsonObject], bool]:
    start = value.rstrip("*")
    return lambda device: any(text.startswith(start) for name in names for text in _texts(device.get(name)))


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [] if value is None else [str(value).lower()]
