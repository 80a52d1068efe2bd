"""From a request to the answer of the API method it means, in the order Google checks things:
does the path exist, is the token good, has it the scope, are parameters and body right.
"""

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..faults import Faults
from ..state.store import JsonObject, Store
from ..wire.exchange import InvalidRequest, Request, Response, json_response, parse_pairs
from . import errors
from .batch import answer_batch, is_batch
from .bodies import read_body
from .discovery import Method
from .errors import GoogleError
from .fields import apply_mask, parse_fields
from .identity import Issuer
from .network import SIGN_IN_HOST, WWW, Network
from .parameters import read_parameters
from .tokens import Grant, OAuthError, Tokens

_NO_GRANT = Grant("", "", frozenset(), 0)


@dataclass(frozen=True)
class Call:
    """One call of one method: what a service needs to answer it."""

    method: Method
    params: Mapping[str, Any]
    body: JsonObject
    store: Store
    grant: Grant
    tokens: Tokens


# Answers a call inside a transaction. None stands for "204 No Content".
Handler = Callable[[Call], JsonObject | None]


class Router:
    """Answers every request of the demo domain."""

    def __init__(
        self,
        network: Network,
        handlers: Mapping[str, Handler],
        store: Store,
        tokens: Tokens,
        issuer: Issuer,
        faults: Faults,
    ) -> None:
        self._network = network
        self._handlers = handlers
        self._store = store
        self._tokens = tokens
        self._issuer = issuer
        self._faults = faults

    def answer(self, request: Request) -> Response:
        """The answer, whatever the request."""
        try:
            return self._answer(request)
        except Exception as error:  # A fault of ours must not end the connection, and must be seen.
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            print(f"demo domain: {type(error).__name__} at {where}", file=sys.stderr, flush=True)
            return json_response(500, errors.internal().body())

    def _answer(self, request: Request) -> Response:
        try:
            if request.verb == "POST" and is_batch(request.path):
                return answer_batch(request, self._answer_one)
            return self._answer_one(request)
        except GoogleError as error:
            return json_response(error.code, error.body(), error.headers)

    def _answer_one(self, request: Request) -> Response:
        try:
            return self._sign_in(request) or self._document(request) or self._call(request)
        except GoogleError as error:
            return json_response(error.code, error.body(), error.headers)
        except OAuthError as error:
            return json_response(error.code, error.body)

    def _sign_in(self, request: Request) -> Response | None:
        if (request.verb, request.host, request.path) == ("GET", WWW, "/oauth2/v1/certs"):
            return json_response(200, self._issuer.certificates(), {"Cache-Control": "no-store"})
        if request.host != SIGN_IN_HOST:
            return None
        if (request.verb, request.path) != ("POST", "/token"):
            raise GoogleError(404, "notFound", "Not Found")
        try:
            form = dict(parse_pairs(request.body.decode()))
        except (InvalidRequest, UnicodeDecodeError) as error:
            raise OAuthError(400, "invalid_request", "The form cannot be read.") from error
        with self._store.transaction():
            few = self._faults.check_sign_in() if form.get("grant_type") == "refresh_token" else False
            return json_response(200, self._tokens.exchange(form, few=few), {"Cache-Control": "no-store"})

    def _document(self, request: Request) -> Response | None:
        if request.verb not in ("GET", "HEAD"):
            return None
        api = self._network.document(request.host, request.path, dict(request.query).get("version", ""))
        return Response(200, api.text, {"Content-Type": "application/json; charset=UTF-8"}) if api else None

    def _call(self, request: Request) -> Response:
        found = self._network.find(request.verb, request.host, request.path)
        if found is None:
            raise GoogleError(404, "notFound", "Not Found", status="NOT_FOUND")
        method, path = found
        with self._store.transaction():
            grant = self._authorise(method, request)
        if not method.api.played:
            raise errors.switched_off(method.api.title)
        self._faults.check()
        params = read_parameters(method, path, request.query)
        mask = parse_fields(params["fields"]) if params.get("fields") else {}
        body = read_body(method, request.body)
        handler = self._handlers.get(method.id)
        if handler is None:
            raise errors.unimplemented(method.id)
        call = Call(method, params, body, self._store, grant, self._tokens)
        with self._store.transaction():
            self._precondition(call, request)
            result = handler(call)
        return _respond(request, result, mask)

    def _authorise(self, method: Method, request: Request) -> Grant:
        if not method.scopes:
            return _NO_GRANT
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        grant = self._tokens.grant_of(token, request.host) if scheme.lower() == "bearer" else None
        if grant is None:
            raise errors.invalid_credentials()
        if not grant.scopes.intersection(method.scopes):
            raise errors.insufficient_scopes(request.host, method.id, list(method.scopes))
        return grant

    def _precondition(self, call: Call, request: Request) -> None:
        """If-Match: the document as it would be read now must carry that ETag."""
        wanted = request.headers.get("if-match", "*")
        if wanted == "*" or request.verb == "GET":
            return
        for method in call.method.api.methods:
            reader = self._handlers.get(method.id)
            if reader and method.verb == "GET" and method.path.pattern == call.method.path.pattern:
                params = {name: value for name, value in call.params.items() if name in method.parameters}
                current = reader(Call(method, params, {}, call.store, call.grant, call.tokens))
                if current is None or current.get("etag") != wanted:
                    raise errors.condition_not_met()


def _respond(request: Request, result: JsonObject | None, mask: Any) -> Response:
    if result is None:
        return Response(204)
    etag = result.get("etag")
    headers = {"ETag": etag, "Cache-Control": "private, max-age=0"} if etag else {}
    if etag and request.verb == "GET" and request.headers.get("if-none-match") == etag:
        return Response(304, headers=headers)
    return json_response(200, apply_mask(mask, result), headers)
