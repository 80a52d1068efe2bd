"""The demo domain refuses what Google refuses, in Google's words. Straight over HTTPS."""

from typing import Any

import pytest
from demo_domain import LICENSING, WWW, Answer, Demo, person

ADMIN_USER = "users/admin@demo.example"


def refused(answer: Answer, status: int, reason: str, text: str = "") -> None:
    assert (answer.status, answer.reason) == (status, reason), answer.text
    assert text in answer.message, answer.text


@pytest.mark.parametrize(
    ("change", "status", "reason", "text"),
    [
        ({"primaryEmail": None}, 400, "required", "primaryEmail"),
        ({"name": None}, 400, "required", "name"),
        ({"password": None}, 400, "required", "password"),
        ({"password": "short"}, 400, "invalid", "Invalid Password"),
        ({"password": "x" * 101}, 400, "invalid", "Invalid Password"),
        ({"password": "plain text", "hashFunction": "crypt"}, 400, "invalid", "Invalid Password"),
        ({"password": "a" * 32, "hashFunction": "ROT13"}, 400, "invalid", "hashFunction"),
        ({"name": {"givenName": "", "familyName": "X"}}, 400, "invalid", "GivenName"),
        ({"name": {"givenName": "X", "familyName": "y" * 61}}, 400, "invalid", "FamilyName"),
        ({"orgUnitPath": "/Nowhere"}, 400, "invalid", "INVALID_OU_ID"),
        ({"primaryEmail": "no-at-sign"}, 400, "invalid", "primary_user_email"),
        ({"primaryEmail": "a..b@demo.example"}, 400, "invalid", "primary_user_email"),
        ({"primaryEmail": "x" * 65 + "@demo.example"}, 400, "invalid", "primary_user_email"),
        ({"primaryEmail": "x@elsewhere.example"}, 404, "notFound", "domain"),
        ({"primaryEmail": "admin@demo.example"}, 409, "duplicate", "Entity already exists."),
        ({"primaryEmail": "everyone@demo.example"}, 409, "duplicate", "Entity already exists."),
        ({"recoveryPhone": "12345"}, 400, "invalid", "phone"),
        ({"recoveryEmail": "nobody"}, 400, "invalid", "email"),
        ({"suspended": "yes"}, 400, "badRequest", "suspended"),
        ({"phones": "123"}, 400, "invalid", "phones"),
        ({"phones": [{"value": "1", "primary": True}, {"value": "2", "primary": True}]}, 400, "invalid", "phones"),
        ({"shoeSize": 43}, 400, "badRequest", 'Unknown name "shoeSize"'),
        ({"customSchemas": {"None": {"x": 1}}}, 400, "invalid", "custom_schema"),
    ],
)
def test_new_people(demo: Demo, change: dict[str, Any], status: int, reason: str, text: str) -> None:
    answer = demo.directory("POST", "users", person("strict", **change))
    refused(answer, status, reason, text)
    assert demo.directory("GET", "users/strict@demo.example").status == 404


def test_people_that_are_not_there(demo: Demo) -> None:
    for verb, path in (("GET", ""), ("DELETE", ""), ("POST", "/undelete"), ("POST", "/signOut")):
        body: dict[str, Any] | None = {} if verb == "POST" and path == "/undelete" else None
        refused(demo.directory(verb, f"users/nobody@demo.example{path}", body), 404, "notFound", "userKey")
    refused(demo.directory("PUT", "users/nobody@demo.example", {"suspended": True}), 404, "notFound", "userKey")


def test_an_administrator_cannot_lock_themselves_out(demo: Demo) -> None:
    refused(demo.directory("DELETE", ADMIN_USER), 403, "forbidden")
    refused(demo.directory("PATCH", ADMIN_USER, {"suspended": True}), 403, "forbidden")
    refused(demo.directory("POST", f"{ADMIN_USER}/makeAdmin", {"status": False}), 403, "forbidden")


def test_null_and_empty_values_do_no_harm(demo: Demo) -> None:
    demo.directory("POST", "users", person("nulls"))
    nothing = {"suspended": None, "archived": None, "orgUnitPath": "", "name": None, "relations": None, "phones": None}
    assert demo.directory("PATCH", "users/nulls@demo.example", nothing).status == 200
    shown = demo.directory("GET", "users/nulls@demo.example").json
    assert (shown["suspended"], shown["orgUnitPath"], shown["name"]["givenName"]) == (False, "/", "Test")
    assert "password" not in shown


def test_aliases_share_one_space_with_everybody(demo: Demo) -> None:
    def add(alias: str | None) -> Answer:
        return demo.directory("POST", f"{ADMIN_USER}/aliases", {"alias": alias})

    assert add("boss@demo.example").status == 200
    refused(add("boss@demo.example"), 409, "duplicate")
    refused(add("travel@demo.example"), 409, "duplicate")
    refused(add(None), 400, "required", "alias")
    refused(demo.directory("POST", "users", person("boss")), 409, "duplicate")
    refused(demo.directory("POST", "groups", {"email": "boss@demo.example"}), 409, "duplicate")
    assert demo.directory("DELETE", f"{ADMIN_USER}/aliases/boss@demo.example").status == 204
    refused(demo.directory("DELETE", f"{ADMIN_USER}/aliases/boss@demo.example"), 404, "notFound", "alias")
    for number in range(30):
        assert add(f"a{number}@demo.example").status == 200
    refused(add("a31@demo.example"), 412, "limitExceeded")


def test_groups(demo: Demo) -> None:
    refused(demo.directory("POST", "groups", {"name": "No address"}), 400, "required", "email")
    refused(demo.directory("POST", "groups", {"email": "travel@demo.example"}), 409, "duplicate")
    long = {"email": "long@demo.example", "name": "x" * 74}
    refused(demo.directory("POST", "groups", long), 400, "invalid", "name")
    refused(demo.directory("GET", "groups/nowhere@demo.example"), 404, "notFound", "groupKey")
    settings = "/groups/v1/groups/travel@demo.example"
    bad = demo.call("PATCH", settings, {"whoCanJoin": "EVERY_DOG"}, host=WWW)
    refused(bad, 400, "invalid", "whoCanJoin")
    refused(demo.call("PATCH", settings, {"isArchived": "perhaps"}, host=WWW), 400, "invalid", "isArchived")


def test_members(demo: Demo) -> None:
    for name in ("ring1", "ring2", "ring3"):
        demo.directory("POST", "groups", {"email": f"{name}@demo.example"})

    def add(group: str, **body: str) -> Answer:
        return demo.directory("POST", f"groups/{group}@demo.example/members", body)

    refused(add("nowhere", email="admin@demo.example"), 404, "notFound", "groupKey")
    refused(add("ring1"), 400, "required", "memberKey")
    refused(add("ring1", email="nobody@demo.example"), 404, "notFound", "memberKey")
    refused(add("ring1", email="not an address@"), 400, "invalid", "memberKey")
    refused(add("ring1", email="admin@demo.example", role="KING"), 400, "invalid", "role")
    refused(add("ring1", email="ring1@demo.example"), 412, "conditionNotMet", "Cyclic memberships not allowed")
    assert add("ring1", email="ring2@demo.example").status == 200
    assert add("ring2", email="ring3@demo.example").status == 200
    refused(add("ring3", email="ring1@demo.example"), 412, "conditionNotMet", "Cyclic memberships not allowed")
    assert add("ring3", email="someone@elsewhere.example").json["type"] == "USER"
    assert add("ring3", email="admin@demo.example").status == 200
    refused(add("ring3", email="admin@demo.example"), 409, "duplicate", "Member already exists.")
    inside = demo.directory("GET", "groups/ring1@demo.example/hasMember/admin@demo.example")
    assert inside.json == {"isMember": True}
    refused(demo.directory("DELETE", "groups/ring1@demo.example/members/admin@demo.example"), 404, "notFound")
    assert demo.directory("GET", "groups/ring1@demo.example").json["directMembersCount"] == "1"
    refused(demo.directory("GET", "groups/ring1@demo.example/members?roles=KING"), 400, "invalid", "roles")


def test_units(demo: Demo) -> None:
    units = "customer/my_customer/orgunits"
    refused(demo.directory("POST", units, {"parentOrgUnitPath": "/"}), 400, "required", "name")
    same = {"name": "sales", "parentOrgUnitPath": "/"}
    refused(demo.directory("POST", units, same), 400, "invalid", "Invalid Ou Id")
    refused(demo.directory("POST", units, {"name": "X", "parentOrgUnitPath": "/No"}), 400, "invalid", "Parent")
    refused(demo.directory("POST", units, {"name": "a/b", "parentOrgUnitPath": "/"}), 400, "invalid", "Ou Name")
    refused(demo.directory("GET", f"{units}/Nowhere"), 404, "notFound", "Org unit not found")
    refused(demo.directory("DELETE", f"{units}/Sales"), 412, "conditionNotMet", "cannot be deleted")
    inside_itself = {"parentOrgUnitPath": "/Sales/Americas"}
    refused(demo.directory("PATCH", f"{units}/Sales", inside_itself), 400, "invalid", "Parent")
    refused(demo.directory("GET", "customer/C999/orgunits"), 404, "notFound", "customerId")


def test_licences(demo: Demo) -> None:
    def assign(product: str, sku: str, user: str = "users.none@demo.example") -> Answer:
        path = f"/apps/licensing/v1/product/{product}/sku/{sku}/user"
        return demo.call("POST", path, {"userId": user}, host=LICENSING)

    demo.directory("POST", "users", person("users.none"))
    refused(assign("Nonsense", "1"), 400, "invalid", "productId")
    refused(assign("Google-Apps", "1010020027"), 404, "notFound", "does not have a license")
    refused(assign("Google-Apps", "1010020020", "nobody@demo.example"), 400, "invalid", "userId")
    assert assign("101034", "1010340001").status == 200
    refused(assign("101034", "1010340001"), 412, "conditionNotMet", "already has a license")
    people = demo.directory("GET", "users?customer=my_customer&maxResults=60").json["users"]
    full = [assign("101034", "1010340001", user["primaryEmail"]) for user in people]
    refused(full[-1], 412, "conditionNotMet", "There aren't enough available licenses")


def test_an_etag_that_no_longer_matches(demo: Demo) -> None:
    demo.directory("POST", "users", person("tagged"))
    old = demo.directory("GET", "users/tagged@demo.example")
    assert old.headers["ETag"] == old.json["etag"]
    same = demo.directory("GET", "users/tagged@demo.example", headers={"If-None-Match": old.json["etag"]})
    assert (same.status, same.text) == (304, "")
    if_match = {"If-Match": old.json["etag"]}
    change = {"changePasswordAtNextLogin": True}
    assert demo.directory("PATCH", "users/tagged@demo.example", change, headers=if_match).status == 200
    refused(demo.directory("PATCH", "users/tagged@demo.example", change, headers=if_match), 412, "conditionNotMet")
    refused(demo.directory("DELETE", "users/tagged@demo.example", headers=if_match), 412, "conditionNotMet")


@pytest.mark.parametrize(
    ("path", "reason", "text"),
    [
        ("users", "badRequest", "Bad Request"),
        ("users?customer=C999", "badRequest", "Bad Request"),
        ("users?customer=my_customer&maxResults=501", "invalidParameter", "within the range: [1, 500]"),
        ("users?customer=my_customer&maxResults=0", "invalidParameter", "within the range"),
        ("users?customer=my_customer&maxResults=ten", "badRequest", "maxResults"),
        ("users?customer=my_customer&orderBy=shoeSize", "badRequest", "orderBy"),
        ("users?customer=my_customer&colour=red", "badRequest", 'Unknown name "colour"'),
        ("users?customer=my_customer&pageToken=zzz", "invalid", "pageToken"),
        ("users?customer=my_customer&fields=users(", "invalidParameter", "Invalid field selection"),
        ("users?customer=my_customer&query=shoeSize:4", "invalid", "query"),
        ("users?customer=my_customer&projection=custom", "invalid", "customFieldMask"),
        ("groups?customer=my_customer&query=colour:red", "invalid", "query"),
        ("customer/my_customer/devices/mobile?query=colour:red", "invalid", "query"),
    ],
)
def test_parameters(demo: Demo, path: str, reason: str, text: str) -> None:
    refused(demo.directory("GET", path), 400, reason, text)


def test_lists_come_in_pages_that_stay_right_while_others_write(demo: Demo) -> None:
    wanted = "users?customer=my_customer&maxResults=400&fields=nextPageToken,users(primaryEmail,name/fullName)"
    seen: list[str] = []
    token = ""
    for number in range(10):
        answer = demo.directory("GET", wanted + (f"&pageToken={token}" if token else "")).json
        assert all(set(user) == {"primaryEmail", "name"} for user in answer["users"])
        assert all(set(user["name"]) == {"fullName"} for user in answer["users"])
        seen += [user["primaryEmail"] for user in answer["users"]]
        if "nextPageToken" not in answer:
            break
        token = answer["nextPageToken"]
        demo.directory("POST", "users", person(f"aaa{number}"))  # sorts before: must shift nothing
    assert seen == sorted(seen)
    assert len(seen) == len(set(seen)) >= 1200
    other = demo.directory("GET", f"users?customer=my_customer&orderBy=familyName&pageToken={token}")
    refused(other, 400, "invalid", "pageToken")


def test_descending_order(demo: Demo) -> None:
    base = "users?customer=my_customer&orderBy=email&maxResults=300&fields=nextPageToken,users/primaryEmail"
    answer = demo.directory("GET", base + "&sortOrder=DESCENDING").json
    emails = [user["primaryEmail"] for user in answer["users"]]
    more = demo.directory("GET", base + "&sortOrder=DESCENDING&pageToken=" + answer["nextPageToken"]).json
    emails += [user["primaryEmail"] for user in more["users"]]
    assert emails == sorted(emails, reverse=True)


def test_unknown_places(demo: Demo) -> None:
    for host, path in (
        ("admin.googleapis.com", "/admin/directory/v1/nothing"),
        ("admin.googleapis.com", "/"),
        ("admin.googleapis.com", "/$discovery/rest?version=v99"),
        (WWW, "/discovery/v1/apis/made-up/v1/rest"),
    ):
        answer = demo.call("GET", path, host=host)
        assert (answer.status, answer.json["error"]["code"]) == (404, 404)
    refused(demo.directory("GET", f"{ADMIN_USER}/asps/1"), 404, "notFound")
    refused(demo.directory("POST", "users/watch", {}), 501, "notImplemented", "does not play directory.users.watch")


def test_errors_on_demand(demo: Demo) -> None:
    (demo.folder / "faults").write_text("nonsense\n429:1\n503:2\n")
    busy = demo.directory("GET", ADMIN_USER)
    refused(busy, 429, "rateLimitExceeded")
    assert busy.headers["Retry-After"] == "1"
    assert [demo.directory("GET", ADMIN_USER).status for _ in range(3)] == [503, 503, 200]
