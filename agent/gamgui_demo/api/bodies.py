"""JSON bodies, checked against the schemas of the discovery document."""

import json
import math
from typing import Any

from ..state.store import JsonObject
from .discovery import Api, Method
from .errors import GoogleError, invalid_argument, required

_DEEPEST = 32


def read_body(method: Method, body: bytes) -> JsonObject:
    """The body with every known field of the right type, read-only ones left out. Raises GoogleError."""
    if method.request is None:
        return {}
    try:
        value = json.loads((body or b"{}").decode(), parse_constant=_refuse_constant, parse_float=_finite)
        # Half of a surrogate pair is valid JSON, but no text that could be stored or sent.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise GoogleError(400, "parseError", "Parse Error") from error
    schema = method.api.schema(method.request)
    if not isinstance(value, dict):
        raise invalid_argument("Invalid JSON payload received. The body must be an object.")
    for name, spec in schema["properties"].items():
        if method.id in spec.get("annotations", {}).get("required", ()) and value.get(name) in (None, ""):
            raise required(f"Required field: {name}")
    checked = _object(method.api, schema, value, "", 0)
    return {name: item for name, item in checked.items() if not schema["properties"][name].get("readOnly")}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("too large a number")
    return number


def _object(api: Api, schema: JsonObject, value: JsonObject, path: str, depth: int) -> JsonObject:
    properties = schema.get("properties", {})
    other = schema.get("additionalProperties")
    for name, item in value.items():
        spec = properties.get(name, other)
        where = f"{path}.{name}" if path else name
        if spec is None:
            raise invalid_argument(
                f"Invalid JSON payload received. Unknown name \"{name}\" at '{path}': Cannot find field."
            )
        if item is not None:
            _check(api, spec, item, where, depth + 1)
    return value


def _check(api: Api, spec: JsonObject, value: Any, path: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise invalid_argument(f"Invalid value at '{path}': nested too deeply")
    if "$ref" in spec:
        spec = {"type": "object", **api.schema(spec["$ref"])}
    match spec.get("type", "any"):
        case "any":
            good = _is_shallow(value, depth)
        case "object":
            good = isinstance(value, dict)
            if good:
                _object(api, spec, value, path, depth)
        case "array":
            good = isinstance(value, list)
            for index, item in enumerate(value if good else ()):
                _check(api, spec["items"], item, f"{path}[{index}]", depth + 1)
        case "boolean":
            good = isinstance(value, bool)
        case "integer" | "number":
            good = isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            # Google takes a number where it documents a 64-bit integer in a string.
            number = isinstance(value, int) and not isinstance(value, bool) and "format" in spec
            good = isinstance(value, str) or number
            if isinstance(value, str) and "enum" in spec and value not in spec["enum"]:
                good = False
    if not good:
        raise invalid_argument(f"Invalid value at '{path}': {json.dumps(value, ensure_ascii=False)[:200]}")


def _is_shallow(value: Any, depth: int) -> bool:
    """Whether a value of any shape is not nested too deeply."""
    if depth > _DEEPEST:
        return False
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_is_shallow(item, depth + 1) for item in inner)
