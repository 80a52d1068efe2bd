"""The OAuth scopes the demo domain grants."""

_BASE = "https://www.googleapis.com/auth/"

OPENID = ("openid", _BASE + "userinfo.email", _BASE + "userinfo.profile")

_CONSENTED = (
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
# Scopes of APIs that are not played. A call then answers that the API is switched off, which says
# more than GAM's advice to authorise a scope would.
_SWITCHED_OFF = (
    "admin.chrome.printers",
    "admin.datatransfer",
    "apps.groups.migration",
    "calendar",
    "chrome.management.appdetails.readonly",
    "chrome.management.policy",
    "chrome.management.profiles",
    "chrome.management.reports.readonly",
    "chrome.management.telemetry.readonly",
    "classroom.courses",
    "classroom.guardianlinks.students",
    "classroom.profile.emails",
    "classroom.rosters",
    "cloud-identity.groups",
    "cloud-identity.inboundsso",
    "cloud-identity.orgunits",
    "cloud-identity.policies",
    "cloud-identity.userinvitations",
    "contacts",
    "directory.readonly",
    "ediscovery",
)

# What the administrator of the demo domain has consented to.
CLIENT = OPENID + tuple(_BASE + name for name in _CONSENTED + _SWITCHED_OFF)

# The least that GAM can be used with.
FEW = (*OPENID, _BASE + "admin.directory.user.readonly", _BASE + "admin.directory.group")

# What the service account may do in a user's name, by the names GAM has for the APIs; none of
# these APIs is played either.
DELEGATED: dict[str, list[str]] = {
    "alertcenter": [_BASE + "apps.alerts"],
    "calendar": [_BASE + "calendar"],
    "chatmemberships": [_BASE + "chat.memberships"],
    "chatmessages": [_BASE + "chat.messages"],
    "chatspaces": [_BASE + "chat.spaces"],
    "classroom": [_BASE + "classroom.courseworkmaterials", _BASE + "classroom.rosters"],
    "cloudidentitydevices": [_BASE + "cloud-identity.devices"],
    "docs": [_BASE + "documents"],
    "drive2": [_BASE + "drive"],
    "drive3": [_BASE + "drive"],
    "driveactivity": [_BASE + "drive.activity"],
    "forms": [_BASE + "forms.body"],
    "gmail": ["https://mail.google.com/", _BASE + "gmail.settings.basic", _BASE + "gmail.settings.sharing"],
    "keep": [_BASE + "keep"],
    "oauth2": [_BASE + "userinfo.profile"],
    "people": [_BASE + "contacts"],
    "sheets": [_BASE + "spreadsheets"],
    "tasks": [_BASE + "tasks"],
}


def delegated() -> frozenset[str]:
    """Every scope the service account may ask for."""
    scopes = {scope for group in DELEGATED.values() for scope in group}
    return frozenset({*scopes, *OPENID})


# What a token that the service account signed for itself is good for.
SELF_SIGNED = frozenset({_BASE + "iam", _BASE + "cloud-platform"})
