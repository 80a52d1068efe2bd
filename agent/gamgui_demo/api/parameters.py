"""Query and path parameters, checked against the discovery document."""

import re
from typing import Any

from ..state.store import JsonObject
from .discovery import Method
from .errors import GoogleError, invalid_argument, required

_LIMITS = {"int32": (-(2**31), 2**31 - 1), "uint32": (0, 2**32 - 1)}
_LONGEST = 8192  # characters in one value


def read_parameters(method: Method, path: dict[str, str], query: list[tuple[str, str]]) -> dict[str, Any]:
    """Typed values by name, defaults included. Raises GoogleError as Google would refuse the call."""
    given: dict[str, list[str]] = {name: [value] for name, value in path.items()}
    for name, value in query:
        if method.parameters.get(name, {}).get("location") != "query":
            raise invalid_argument(
                f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
                f"Field '{name}' could not be found in request message."
            )
        if value != "":  # Google takes an empty value for one that is not given
            given.setdefault(name, []).append(value)
    values: dict[str, Any] = {}
    for name, spec in method.parameters.items():
        if name in given:
            values[name] = _read(name, spec, given[name])
        elif spec.get("required"):
            raise required(f"Required parameter: {name}")
        elif spec.get("default"):
            values[name] = _convert(name, spec, spec["default"])
    return values


def _read(name: str, spec: JsonObject, texts: list[str]) -> Any:
    if spec.get("repeated"):
        return [_convert(name, spec, text) for text in texts]
    return _convert(name, spec, texts[-1])


def _convert(name: str, spec: JsonObject, text: str) -> Any:
    if len(text) > _LONGEST:
        raise _invalid_value(name, "a longer text than is allowed")
    kind = spec.get("type")
    if kind == "boolean":
        if text not in ("true", "false"):
            raise _invalid_value(name, text)
        return text == "true"
    if kind == "integer":
        return _integer(name, spec, text)
    if "enum" in spec and text not in spec["enum"]:
        raise _invalid_value(name, text)
    if _is_safe(spec.get("pattern", "")) and not re.fullmatch(spec["pattern"], text):
        raise _invalid_value(name, text)
    return text


def _is_safe(pattern: str) -> bool:
    """Some published patterns repeat a repetition: a hostile text would keep the matcher busy for years."""
    return pattern != "" and ")*" not in pattern and ")+" not in pattern


def _integer(name: str, spec: JsonObject, text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,10}", text):
        raise _invalid_value(name, text)
    low, high = _LIMITS.get(spec.get("format", "int32"), _LIMITS["int32"])
    low, high = int(spec.get("minimum", low)), int(spec.get("maximum", high))
    if not low <= int(text) <= high:
        raise GoogleError(
            400, "invalidParameter", f"Invalid value '{text}'. Values must be within the range: [{low}, {high}]"
        )
    return int(text)


def _invalid_value(name: str, text: str) -> GoogleError:
    return invalid_argument(f"Invalid value at '{name}': \"{text}\"")
