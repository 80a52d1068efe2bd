"""Errors in the shapes Google gives them.

https://developers.google.com/admin-sdk/directory/v1/limits and
https://cloud.google.com/apis/design/errors describe the two halves of the shape: the older
`errors` list with a `reason`, and the newer `status`.
"""

from typing import Any


class GoogleError(Exception):
    """An answer that is an error. `status` is left out where the older APIs leave it out."""

    def __init__(
        self,
        code: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        status: str | None = None,
        details: list[dict[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.reason = reason
        self.message = message
        self.domain = domain
        self.status = status
        self.details = details
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """The JSON Google sends with it."""
        item = {"message": self.message, "domain": self.domain, "reason": self.reason}
        error: dict[str, Any] = {"code": self.code, "message": self.message, "errors": [item]}
        if self.status:
            error["status"] = self.status
        if self.details:
            error["details"] = self.details
        return {"error": error}


def invalid(message: str) -> GoogleError:
    """400: a value that is refused. GAM tells kinds apart by the text, so the text matters."""
    return GoogleError(400, "invalid", message)


def bad_request(message: str = "Bad Request") -> GoogleError:
    """400: a request that makes no sense as a whole."""
    return GoogleError(400, "badRequest", message)


def invalid_argument(message: str) -> GoogleError:
    """400 as the newer front end words it: a parameter or field of the wrong name or type."""
    return GoogleError(400, "badRequest", message, status="INVALID_ARGUMENT")


def required(message: str) -> GoogleError:
    """400: something that must be given is missing."""
    return GoogleError(400, "required", message)


def not_found(what: str) -> GoogleError:
    """404: `what` is the parameter that named nothing, such as userKey."""
    return GoogleError(404, "notFound", f"Resource Not Found: {what}")


def duplicate(message: str = "Entity already exists.") -> GoogleError:
    """409: the name is taken."""
    return GoogleError(409, "duplicate", message)


def forbidden(message: str = "Not Authorized to access this resource/api") -> GoogleError:
    """403: not for this caller, whatever the scopes."""
    return GoogleError(403, "forbidden", message)


def condition_not_met(message: str = "Precondition is not met.") -> GoogleError:
    """412: the state does not allow it, or an ETag no longer matches."""
    return GoogleError(412, "conditionNotMet", message)


def invalid_credentials() -> GoogleError:
    """401: not one of our tokens, or an expired one."""
    return GoogleError(
        401,
        "authError",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie "
        "or other valid authentication credential.",
        status="UNAUTHENTICATED",
        headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'},
    )


def insufficient_scopes(service: str, method: str, scopes: list[str]) -> GoogleError:
    """403: a good token without any of the scopes the method needs."""
    challenge = 'Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="{}"'
    return GoogleError(
        403,
        "insufficientPermissions",
        "Request had insufficient authentication scopes.",
        status="PERMISSION_DENIED",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"service": service, "method": method},
            }
        ],
        headers={"WWW-Authenticate": challenge.format(" ".join(scopes))},
    )


def unimplemented(method: str) -> GoogleError:
    """501: a real method that the demo domain does not play."""
    message = f"The demo domain (demo.example) does not play {method}. A real Google Workspace does."
    return GoogleError(501, "notImplemented", message, status="UNIMPLEMENTED")


def switched_off(title: str) -> GoogleError:
    """403: a whole API that the demo domain does not play, in the words of one that is not enabled."""
    message = f"{title} is switched off in the demo domain (demo.example): only a real Google Workspace has it."
    return GoogleError(403, "accessNotConfigured", message, domain="usageLimits", status="PERMISSION_DENIED")


def unavailable() -> GoogleError:
    """503, on demand."""
    return GoogleError(503, "backendError", "Service unavailable. Please try again")


def rate_limited() -> GoogleError:
    """429, on demand."""
    message = "Rate Limit Exceeded: the demo domain was asked to refuse this call."
    return GoogleError(429, "rateLimitExceeded", message, domain="usageLimits", headers={"Retry-After": "1"})


def internal() -> GoogleError:
    """500: the demo domain has a fault."""
    return GoogleError(500, "internalError", "Internal error encountered.", status="INTERNAL")
