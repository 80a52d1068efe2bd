"""The OAuth scopes the demo domain grants."""

_BASE = "https://www.googleapis.com/auth/"

OPENID = ("openid", _BASE + "userinfo.email", _BASE + "userinfo.profile")

_ADMIN = (
    "admin.datatransfer",
    "admin.directory.customer",
    "admin.directory.device.chromeos",
    "admin.directory.device.mobile",
    "admin.directory.domain",
    "admin.directory.group",
    "admin.directory.orgunit",
    "admin.directory.resource.calendar",
    "admin.directory.rolemanagement",
    "admin.directory.user",
    "admin.directory.user.security",
    "admin.directory.userschema",
    "admin.reports.audit.readonly",
    "admin.reports.usage.readonly",
    "apps.groups.settings",
    "apps.licensing",
)

# What the administrator of the demo domain has consented to.
CLIENT = OPENID + tuple(_BASE + name for name in _ADMIN)

# What the service account may do in a user's name, by the names GAM has for the APIs. None of
# these APIs is played: a call answers that it is switched off, which says more than a refused scope.
DELEGATED: dict[str, list[str]] = {
    "calendar": [_BASE + "calendar"],
    "docs": [_BASE + "documents"],
    "drive2": [_BASE + "drive"],
    "drive3": [_BASE + "drive"],
    "gmail": ["https://mail.google.com/", _BASE + "gmail.settings.basic", _BASE + "gmail.settings.sharing"],
    "oauth2": [_BASE + "userinfo.profile"],
    "people": [_BASE + "contacts"],
    "sheets": [_BASE + "spreadsheets"],
    "tasks": [_BASE + "tasks"],
}

IAM = "https://www.googleapis.com/auth/iam"
CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform"


def delegated() -> frozenset[str]:
    """Every scope the service account may ask for."""
    scopes = {scope for group in DELEGATED.values() for scope in group}
    return frozenset({*scopes, *OPENID})
