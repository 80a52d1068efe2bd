"""How far GAM is, by what it printed last (lines copied in form from real runs of 7.49)."""

import pytest
from gamgui_agent.gam.progress import Progress, last_progress
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Got 500 Users: a@x.example - m@x.example", Progress(500, None, "Users")),
        ("Got 358 Licenses for 1010070001 (Education)...", Progress(358, None, "Licenses")),
        (
            "Got 6120 Drive Files/Folders for a@x...\nGetting Drive Files/Folders for m@x (3/7000)",
            Progress(3, 7000, ""),
        ),
        ("User: a@x, Created (2/3)\nUser: b@x, Created", Progress(2, 3, "")),
        ("2026-11-24T10:14:18.408+00:00,0,Processing item 1200/2000", Progress(1200, 2000, "")),
        ("User: (4/3)", None),
        ("Forgot 5 Keys", None),
        ("$ ls", None),
    ],
)
def test_the_last_word_counts(text: str, expected: Progress | None) -> None:
    assert last_progress(text) == expected


@given(st.text(max_size=300), st.sampled_from(["", "Got 1 ", "Got 99999999999999 A", "(1/", ",Processing item 1/"]))
def test_whatever_is_printed_it_is_bounded(text: str, head: str) -> None:
    found = last_progress(f"{head}{text}")
    assert found is None or (found.done < 10**12 and len(found.what) <= 41 and (found.total or 1) > 0)
