"""groupsSettings.groups: who may do what in a group.

https://developers.google.com/admin-sdk/groups-settings/v1/reference/groups has the words for each.
"""

from ..api.errors import invalid, not_found
from ..api.router import Call, Handler
from ..state.directory import find, save
from ..state.store import JsonObject, Store

_EVERYONE = ("ALL_MEMBERS", "OWNERS_AND_MANAGERS", "OWNERS_ONLY", "MANAGERS_ONLY", "NONE")
_CHOICES: dict[str, tuple[str, ...]] = {
    'whoCanJoin': ('ANYONE_CAN_JOIN', 'ALL_IN_DOMAIN_CAN_JOIN', 'INVITED_CAN_JOIN', 'CAN_REQUEST_TO_JOIN'),
    'whoCanViewMembership': ('ALL_IN_DOMAIN_CAN_VIEW', 'ALL_MEMBERS_CAN_VIEW', 'ALL_MANAGERS_CAN_VIEW',
                             'ALL_OWNERS_CAN_VIEW'),
    'whoCanViewGroup': ('ANYONE_CAN_VIEW', 'ALL_IN_DOMAIN_CAN_VIEW', 'ALL_MEMBERS_CAN_VIEW',
                        'ALL_MANAGERS_CAN_VIEW', 'ALL_OWNERS_CAN_VIEW'),
    'whoCanInvite': ('ALL_MEMBERS_CAN_INVITE', 'ALL_MANAGERS_CAN_INVITE', 'ALL_OWNERS_CAN_INVITE',
                     'NONE_CAN_INVITE'),
    'whoCanAdd': ('ALL_MEMBERS_CAN_ADD', 'ALL_MANAGERS_CAN_ADD', 'ALL_OWNERS_CAN_ADD', 'NONE_CAN_ADD'),
    'whoCanPostMessage': ('NONE_CAN_POST', 'ALL_MANAGERS_CAN_POST', 'ALL_MEMBERS_CAN_POST',
                          'ALL_OWNERS_CAN_POST', 'ALL_IN_DOMAIN_CAN_POST', 'ANYONE_CAN_POST'),
    'whoCanLeaveGroup': ('ALL_MANAGERS_CAN_LEAVE', 'ALL_OWNERS_CAN_LEAVE', 'ALL_MEMBERS_CAN_LEAVE',
                         'NONE_CAN_LEAVE'),
    'whoCanContactOwner': ('ALL_IN_DOMAIN_CAN_CONTACT', 'ALL_MANAGERS_CAN_CONTACT', 'ALL_MEMBERS_CAN_CONTACT',
                           'ALL_OWNERS_CAN_CONTACT', 'ANYONE_CAN_CONTACT'),
    'whoCanDiscoverGroup': ('ANYONE_CAN_DISCOVER', 'ALL_IN_DOMAIN_CAN_DISCOVER', 'ALL_MEMBERS_CAN_DISCOVER'),
    'whoCanModerateMembers': _EVERYONE,
    'whoCanModerateContent': _EVERYONE,
    'whoCanAssistContent': _EVERYONE,
    'messageModerationLevel': ('MODERATE_ALL_MESSAGES', 'MODERATE_NON_MEMBERS', 'MODERATE_NEW_MEMBERS',
                               'MODERATE_NONE'),
    'spamModerationLevel': ('ALLOW', 'MODERATE', 'SILENTLY_MODERATE', 'REJECT'),
    'replyTo': ('REPLY_TO_CUSTOM', 'REPLY_TO_SENDER', 'REPLY_TO_LIST', 'REPLY_TO_OWNER', 'REPLY_TO_IGNORE',
                'REPLY_TO_MANAGERS'),
    'default_sender': ('DEFAULT_SELF', 'GROUP'),
}  # fmt: skip
_DEFAULTS: dict[str, str] = {
    "whoCanJoin": "CAN_REQUEST_TO_JOIN",
    "whoCanViewMembership": "ALL_MEMBERS_CAN_VIEW",
    "whoCanViewGroup": "ALL_MEMBERS_CAN_VIEW",
    "whoCanPostMessage": "ANYONE_CAN_POST",
    "whoCanLeaveGroup": "ALL_MEMBERS_CAN_LEAVE",
    "whoCanContactOwner": "ANYONE_CAN_CONTACT",
    "whoCanDiscoverGroup": "ALL_IN_DOMAIN_CAN_DISCOVER",
    "whoCanModerateMembers": "OWNERS_AND_MANAGERS",
    "whoCanModerateContent": "OWNERS_AND_MANAGERS",
    "whoCanAssistContent": "NONE",
    "messageModerationLevel": "MODERATE_NONE",
    "spamModerationLevel": "MODERATE",
    "replyTo": "REPLY_TO_IGNORE",
    "default_sender": "DEFAULT_SELF",
    "allowExternalMembers": "false",
    "allowWebPosting": "true",
    "archiveOnly": "false",
    "customFooterText": "",
    "customReplyTo": "",
    "customRolesEnabledForSettingsToBeMerged": "false",
    "defaultMessageDenyNotificationText": "",
    "enableCollaborativeInbox": "false",
    "favoriteRepliesOnTop": "true",
    "includeCustomFooter": "false",
    "includeInGlobalAddressList": "true",
    "isArchived": "false",
    "membersCanPostAsTheGroup": "false",
    "primaryLanguage": "en",
    "sendMessageDenyNotification": "false",
}
_FLAGS = tuple(name for name, value in _DEFAULTS.items() if value in ("true", "false"))
_OF_THE_GROUP = ("email", "name", "description")
_LONGEST = 1000


def _group(call: Call) -> JsonObject:
    key = call.params["groupUniqueId"]
    # Unlike the Directory API, this one only knows addresses.
    group = find(call.store, "group", key) if "@" in key else None
    if group is None:
        raise not_found("groupKey")
    return group


def _view(store: Store, group: JsonObject) -> JsonObject:
    own = {name: group[name] for name in _OF_THE_GROUP}
    kept = store.get("groupsettings", group["id"]) or {}
    return {"kind": "groupsSettings#groups", **own, **_DEFAULTS, **kept}


def get(call: Call) -> JsonObject:
    """The settings of one group."""
    return _view(call.store, _group(call))


def update(call: Call) -> JsonObject:
    """Change some settings."""
    group = _group(call)
    changes = {name: value for name, value in call.body.items() if name not in ("kind", "email") and value is not None}
    for name, value in changes.items():
        _check(name, value)
    named: JsonObject = {name: changes.pop(name) for name in ("name", "description") if name in changes}
    if named:
        group = save(call.store, "group", {**group, **named})
    kept = {**(call.store.get("groupsettings", group["id"]) or {}), **changes}
    call.store.put("groupsettings", group["id"], kept)
    return _view(call.store, group)


def _check(name: str, value: object) -> None:
    if name in _CHOICES:
        good = value in _CHOICES[name]
    elif name in _FLAGS:
        good = str(value).lower() in ("true", "false")
    else:
        good = len(str(value)) <= _LONGEST
    if not good:
        raise invalid(f"Invalid value for: {str(value)[:60]} is not a valid value for {name}")


HANDLERS: dict[str, Handler] = {
    "groupsSettings.groups.get": get,
    "groupsSettings.groups.update": update,
    "groupsSettings.groups.patch": update,
}
