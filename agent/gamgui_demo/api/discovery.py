"""The played APIs as their own discovery documents describe them.

Routes, parameters, types, scopes and schemas all come from the documents that the Google client
library brings, so what is refused here is refused for the reason Google publishes.
https://developers.google.com/discovery/v1/reference/apis
"""

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..state.store import JsonObject


def documents_folder() -> Path:
    """Where the client library keeps its documents. Raises FileNotFoundError without the library."""
    spec = importlib.util.find_spec("googleapiclient")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the Python that runs GAM has no googleapiclient package")
    return Path(spec.submodule_search_locations[0]) / "discovery_cache" / "documents"


@dataclass(frozen=True)
class Method:
    """One API method: how it is called and what it takes."""

    id: str
    verb: str
    host: str
    path: re.Pattern[str]
    parameters: Mapping[str, JsonObject]
    request: str | None
    response: str | None
    scopes: tuple[str, ...]
    api: "Api"

    def match(self, path: str) -> dict[str, str] | None:
        """The values in the path, decoded, or None when it is another method's."""
        found = self.path.fullmatch(path)
        return {name: unquote(value) for name, value in found.groupdict().items()} if found else None


class Api:
    """One discovery document. `played` is false for an API that exists but is switched off here."""

    def __init__(self, file: Path, *, played: bool) -> None:
        self._file = file
        self.played = played

    @cached_property
    def text(self) -> bytes:
        """The document as it is sent to a client."""
        return self._file.read_bytes()

    @cached_property
    def document(self) -> JsonObject:
        """The document, parsed when it is first needed."""
        parsed: JsonObject = json.loads(self.text)
        return parsed

    @property
    def host(self) -> str:
        """The host its methods live on."""
        return urlsplit(self.document["rootUrl"]).netloc

    @property
    def title(self) -> str:
        """Its name in a sentence."""
        title: str = self.document["title"]
        return title

    @cached_property
    def methods(self) -> tuple[Method, ...]:
        """Every method, those with fixed paths before those with variable ones."""
        return tuple(sorted(self._collect(self.document), key=lambda method: method.path.pattern.count("(?P")))

    def schema(self, name: str) -> JsonObject:
        """One of the document's schemas."""
        schema: JsonObject = self.document["schemas"][name]
        return schema

    def _collect(self, resource: JsonObject) -> Iterator[Method]:
        for item in resource.get("methods", {}).values():
            yield self._method(item)
        for child in resource.get("resources", {}).values():
            yield from self._collect(child)

    def _method(self, item: JsonObject) -> Method:
        return Method(
            id=item["id"],
            verb=item["httpMethod"],
            host=self.host,
            path=_pattern("/" + self.document["servicePath"] + item["path"], item.get("parameters", {})),
            parameters={**self.document["parameters"], **item.get("parameters", {})},
            request=item.get("request", {}).get("$ref"),
            response=item.get("response", {}).get("$ref"),
            scopes=tuple(item.get("scopes", ())),
            api=self,
        )


def _pattern(template: str, parameters: Mapping[str, JsonObject]) -> re.Pattern[str]:
    """`/a/{b}` matches one segment, `/a/{+b}` what the document says b may be."""
    parts = re.split(r"(\{\+?\w+\})", template)
    return re.compile("".join(_part(part, parameters) for part in parts))


def _part(part: str, parameters: Mapping[str, JsonObject]) -> str:
    if part.startswith("{+"):
        name = part[2:-1]
        return f"(?P<{name}>{parameters[name].get('pattern', '.+').strip('^$')})"
    if part.startswith("{"):
        return f"(?P<{part[1:-1]}>[^/:]+|[^/]+)"
    return re.escape(part)
