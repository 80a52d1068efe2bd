"""The parts that need no server: the search language, field masks, pages."""

from typing import Any

import pytest
from gamgui_demo.api.errors import GoogleError
from gamgui_demo.api.fields import apply_mask, parse_fields
from gamgui_demo.services.user_query import parse_query
from hypothesis import given
from hypothesis import strategies as st

USER: dict[str, Any] = {
    "id": "1",
    "primaryEmail": "zoe.lefevre@demo.example",
    "aliases": ["z.l.7@demo.example"],
    "name": {"givenName": "Zoé", "familyName": "Lefèvre", "fullName": "Zoé Lefèvre"},
    "orgUnitPath": "/Sales/Europe and Africa",
    "suspended": False,
    "archived": True,
    "isAdmin": False,
    "organizations": [{"title": "Account manager", "department": "Sales"}],
    "relations": [{"type": "manager", "value": "admin@demo.example"}],
    "phones": [{"value": "+15550100"}],
    "customSchemas": {"Desk": {"size": 3}},
}


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("", True),
        ("email:zoe*", True),
        ("email:z.l*", True),
        ("email=zoe.lefevre@demo.example", True),
        ("email:bob*", False),
        ("givenName:Zoé familyName=Lefèvre", True),
        ("givenName:Zoé familyName=Dupont", False),
        ("name:'Zoé Lefèvre'", True),
        ('name:"zoé lefèvre"', True),
        ("zoe*", True),
        ("bob", False),
        ("isSuspended=false", True),
        ("isSuspended:true", False),
        ("isArchived=true", True),
        ("orgUnitPath=/Sales", True),
        ("orgUnitPath='/Sales/Europe and Africa'", True),
        ("orgUnitPath=/", True),
        ("orgUnitPath=/Sal", False),
        ("orgUnitPath='/Finance'", False),
        ("orgTitle:manager", True),
        ("orgTitle='Account manager'", True),
        ("orgTitle=manager", False),
        ("manager=admin@demo.example", True),
        ("phone:+1555*", True),
        ("Desk.size=3", True),
        ("Desk.size>2", True),
        ("Desk.size<2", False),
    ],
)
def test_searches(query: str, fits: bool) -> None:
    assert parse_query(query)(USER) is fits


@pytest.mark.parametrize("query", ["colour:red", "isAdmin:maybe", "email:'open", "orgUnitPath=Sales", "x" * 5000, "'"])
def test_searches_that_are_refused(query: str) -> None:
    with pytest.raises(GoogleError):
        parse_query(query)


@given(st.text(max_size=200))
def test_any_text_is_a_search_or_is_refused(text: str) -> None:
    try:
        test = parse_query(text)
    except GoogleError as error:
        assert error.code == 400
    else:
        assert test(USER) in (True, False)


@given(st.text(alphabet="abc'\" :=*\\.<>", max_size=60))
def test_likely_texts_too(text: str) -> None:
    try:
        parse_query(text)(USER)
    except GoogleError as error:
        assert error.code == 400


@given(st.sampled_from(["email", "name", "orgTitle", "orgUnitPath"]), st.text(alphabet="abz '\\", max_size=20))
def test_a_quoted_value_means_itself(field: str, value: str) -> None:
    quoted = "/" + value if field == "orgUnitPath" else value
    escaped = quoted.replace("\\", "\\\\").replace("'", "\\'")
    user = {**USER, "primaryEmail": quoted, "orgUnitPath": quoted, "organizations": [{"title": quoted}]}
    user["name"] = {"fullName": quoted, "givenName": quoted, "familyName": quoted}
    assert parse_query(f"{field}='{escaped}'")(user)


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ("a", {"a": 1}),
        ("a,z", {"a": 1}),
        ("*", {"a": 1, "b": {"c": 2, "d": 3}, "l": [{"x": 1, "y": 2}, {"y": 3}]}),
        ("b/c", {"b": {"c": 2}}),
        ("b(c,d)", {"b": {"c": 2, "d": 3}}),
        ("b/c,b/d", {"b": {"c": 2, "d": 3}}),
        ("b/c,b", {"b": {"c": 2, "d": 3}}),
        ("b/*", {"b": {"c": 2, "d": 3}}),
        (" l ( y ) , a ", {"a": 1, "l": [{"y": 2}, {"y": 3}]}),
        ("l/x", {"l": [{"x": 1}, {}]}),
    ],
)
def test_masks(fields: str, left: dict[str, Any]) -> None:
    whole = {"a": 1, "b": {"c": 2, "d": 3}, "l": [{"x": 1, "y": 2}, {"y": 3}]}
    assert apply_mask(parse_fields(fields), whole) == left


@pytest.mark.parametrize("fields", ["", ",", "a,", "a(", "a)", "a()", "a/", "/a", "a b", "(a)", "é", "a(" * 40])
def test_masks_that_are_refused(fields: str) -> None:
    with pytest.raises(GoogleError) as caught:
        parse_fields(fields)
    assert caught.value.code == 400


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)
_mask = st.recursive(
    st.sampled_from(["a", "b", "c", "*"]),
    lambda inner: (
        st.tuples(st.sampled_from("abc"), inner).map("/".join)
        | st.tuples(st.sampled_from("abc"), st.lists(inner, min_size=1, max_size=3)).map(
            lambda pair: f"{pair[0]}({','.join(pair[1])})"
        )
    ),
    max_leaves=6,
)


def _part_of(part: Any, whole: Any) -> bool:
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(name in whole and _part_of(value, whole[name]) for name, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(_part_of, part, whole))
    return bool(part == whole)


@given(_mask, _json)
def test_a_mask_only_takes_away_and_taking_twice_is_taking_once(fields: str, value: Any) -> None:
    mask = parse_fields(fields)
    once = apply_mask(mask, value)
    assert _part_of(once, value)
    assert apply_mask(mask, once) == once


@given(st.text(alphabet="ab,/()* ", max_size=30))
def test_any_text_is_a_mask_or_is_refused(text: str) -> None:
    try:
        parse_fields(text)
    except GoogleError as error:
        assert error.code == 400
