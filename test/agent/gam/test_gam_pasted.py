"""Lines of a text that is pasted, judged as commands of a shell."""

from pathlib import Path

import pytest
from gamgui_agent.gam.pasted import harm_of
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("line", "harm"),
    [
        ("gam delete user x", "deletes"),
        ("  sudo /opt/gam7/gam delete user x | tee log", "deletes"),
        ("gam print users > all.csv; gam update user x suspended on", "suspends"),
        ("for who in a b; do gam delete user $who; done", "deletes"),
        ("gam csv x.csv gam delete user ~mail", "deletes, for each row,"),
        ("echo $(gam delete user x)", "deletes"),
        ('gam delete user "not closed', "deletes"),
        ('gam user "" delete messages query x doit', "deletes"),
        ("gam print users", None),
        ("# gam delete user x", None),
        ("echo delete", None),
        ("", None),
    ],
)
def test_what_takes_something_away(line: str, harm: str | None, tmp_path: Path) -> None:
    assert harm_of(line, str(tmp_path)) == harm


def test_a_batch_is_read_where_it_would_run(tmp_path: Path) -> None:
    (tmp_path / "reads").write_text("gam info user x\n")
    (tmp_path / "harms").write_text("gam delete user x\n")
    assert harm_of("gam batch reads", str(tmp_path)) is None
    assert "deletes" in (harm_of("gam batch harms", str(tmp_path)) or "")


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_judged(line: str) -> None:
    assert harm_of(line, "/") is None or "gam" in line
