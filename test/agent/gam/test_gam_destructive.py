"""What takes something away is known, in any wrapping, and what only reads is never asked about."""

import re
from collections import Counter

import gam_grammar
import pytest
from gamgui_agent.gam.destructive import find_harms
from gamgui_agent.gam.verbs import HARMS, OTHERS, READS, verb
from hypothesis import given
from hypothesis import strategies as st

# Words that some forms have and that make them harmless or harmful elsewhere.
WORDS = st.sampled_from([*sorted(READS | OTHERS | frozenset(HARMS)), "user", "group", "all", "users", "x@y.example"])
NAMES = st.text(min_size=1, max_size=12).filter(lambda text: "~" not in text)
META = st.lists(
    st.sampled_from(
        [
            ["redirect", "csv", "./out.csv"],
            ["redirect", "csv", "./out.csv", "todrive", "tdtitle", "x"],
            ["config", "csv_output_row_filter", "x:y"],
            ["config", "num_threads", "=", "5"],
            ["select", "lumen", "save"],
            ["multiprocessexit", "rc>0"],
        ]
    ),
    max_size=2,
).map(lambda parts: [word for part in parts for word in part])


def kinds(argv: list[str], lines: dict[str, list[list[str]]] | None = None) -> list[str]:
    """The kinds of harm in a command line."""
    return [harm.kind for harm in find_harms(argv, (lines or {}).get)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # Every verb that takes something away, once.
        ("delete user anna@lumen.example", "delete"),
        ("user anna@lumen.example del group staff@lumen.example", "delete"),
        ("remove alias a@lumen.example", "remove"),
        ("wipe device id:1 doit", "wipe"),
        ("calendar anna@lumen.example wipe", "wipe"),
        ("user anna purge events primary", "purge"),
        ("user anna empty drivetrash", "empty"),
        ("user anna trash messages query from:x doit", "trash"),
        ("user anna clear contacts", "clear"),
        ("user anna obliterate", "obliterate"),
        ("user anna deprovision popimap", "deprovision"),
        ("user anna DEPROV", "deprovision"),
        ("suspend user anna", "suspend"),
        ("ou /Sales suspend users", "suspend"),
        ("user anna sync group staff@lumen.example", "sync"),
        ("user anna transfer drive max", "transfer"),
        ("create datatransfer anna drive,calendar max", "transfer"),
        ("user anna turnoff2sv", "turnoff2sv"),
        ("users anna,max replacedomain lumen.example lumen.test", "replacedomain"),
        ("user anna dedup contacts", "dedup"),
        ("issuecommand cros 1 command remote_powerwash doit", "issuecommand"),
        ("cros 1 issuecommand command wipe_users doit", "issuecommand"),
        ("create admin anna _SEED_ADMIN_ROLE customer", "create admin"),
        ("add admin anna _SEED_ADMIN_ROLE customer", "create admin"),
        ("rotate sakey retain_none", "rotate"),
        ("audit monitor delete anna max", "delete"),
        ("oauth revoke", "revoke"),
        ("calendars a,b delete events id x doit", "delete"),
        ("courses select x sync students group y", "sync"),
        # What updates do besides.
        ("update user anna password random", "update password"),
        ("user anna update user Pass_word x", "update password"),
        ("update user anna email anna.b@lumen.example", "update email"),
        ("update user anna suspended on", "suspend"),
        ("update user anna suspended off", ""),
        ("update user anna lastname Berg", ""),
        ("update group staff sync member file list.txt", "sync"),
        ("update group staff clear member", "clear"),
        ("update group delete add member anna", ""),
        ("update ou /Sales sync users anna", "sync"),
        ("update cros 1 action deprovision_same_model_replace", "wipe"),
        ("update mobile x action account_wipe doit", "wipe"),
        ("update resoldsubscription c s suspend", "suspend"),
        # GAM shows only what it would do.
        ("update group staff sync member preview file list.txt", ""),
        ("user anna delete license gsuite preview", ""),
        ("delete user preview", "delete"),
        ("user anna delete messages query preview doit", "delete"),
        # All users: what reads stays free.
        ("all users print filelist", ""),
        ("all users add group staff@lumen.example", "all users, many"),
        ("all users_ns delete group staff@lumen.example", "delete, many"),
        ("update users all users gal off", "all users, many"),
        # What others run.
        ("csv new.csv gam create user ~Email", ""),
        ("csv old.csv gam delete user ~Email", "delete, many"),
        ("loop old.csv maxrows 3 gam user ~Email suspend user", "suspend, many"),
        ("csv x.csv gam ~Verb user ~Email", "unread, many"),
        ("csvtest old.csv gam delete user ~Email", ""),
        ("csv x.csv gam csv y.csv gam delete user ~Email", "delete, many"),
        # Before and after.
        ("redirect csv ./a.csv todrive tdtitle delete delete user anna", "delete"),
        ("config num_threads 5 redirect stdout ./log multiprocess csv a gam delete user ~b", "delete, many"),
        # A name is no verb.
        ("user delete print filelist", ""),
        ("user print delete messages query x doit", "delete"),
        ("oauthuser delete messages query x doit", "delete"),
        ("group_users a@x recursive end delete group b@x", "delete"),
        ("info user delete", ""),
        ("", ""),
        ("foo", ""),
        ("version", ""),
    ],
)
def test_by_example(line: str, expected: str) -> None:
    assert kinds(line.split()) == ([expected] if expected else [])


def test_a_batch_is_as_harmful_as_its_lines() -> None:
    lines = {
        "reads": [["gam", "print", "users"], ["sleep", "5"]],
        "both": [["gam", "delete", "user", "a"], ["gam", "delete", "user", "b"], ["gam", "suspend", "user", "c"]],
        "runs": [["execute", "rm"]],
        "says": [["gam", "%verb%", "user", "c"]],
    }
    assert kinds(["batch", "reads"], lines) == []
    assert kinds(["batch", "both"], lines) == ["delete, many", "suspend, many"]
    assert kinds(["tbatch", "runs"], lines) == ["unread, many"]
    assert kinds(["batch", "says"], lines) == ["unread, many"]
    assert kinds(["batch", "-"], lines) == ["unread, many"]


def test_every_verb_of_gam_is_known() -> None:
    """A version of GAM with a new verb fails here: somebody has to say what the verb does."""
    source = gam_grammar.source()
    tables = source[source.index("\nBATCH_CSV_COMMANDS = {") : source.index("\nUSER_COMMANDS_OBJ_ALIASES = {")]
    # Of two depths: `'delete':` begins a line of a table.
    found = set(re.findall(r"^  '([a-z0-9]+)':", tables, re.MULTILINE))
    objects = {"audit", "calendar", "calendars", "course", "courses", "oauth", "oauth2", "resource", "resources"}
    known = {"end", "monitor", "request", "utf", "utf8", "verify", "yubikey"} | objects
    assert len(found) > 100
    assert {name for name in found if verb(name) is None} <= known


def test_all_forms_of_gams_own_grammar(record_property: pytest.FixtureRequest) -> None:
    """Each of the 1,004 forms, with each of its first choices: readers are never asked about, the others always."""
    counted: Counter[str] = Counter()
    for form in gam_grammar.commands():
        for pick in range(4):
            argv = gam_grammar.example(form, pick)
            named = _verb_of(argv)
            if named in READS:
                assert kinds(argv) == [], form
                counted["reads"] += 1
            elif named in HARMS:
                assert kinds(argv), form
                counted["harms"] += 1
            else:
                counted["others"] += 1
                counted["others asked about"] += bool(kinds(argv))
        counted["forms"] += 1
    print(dict(counted))
    assert counted["forms"] > 1_000
    assert counted["reads"] > 4 * 400
    assert counted["harms"] > 4 * 100


def _verb_of(argv: list[str]) -> str | None:
    """By its place alone: the first word, or the one after those who are meant."""
    own = {"audit": 2, "calendar": 2, "calendars": 2, "course": 2, "courses": 2, "resource": 2, "resources": 2}
    at = {**own, "user": 2, "cros": 2, "oauth": 1, "oauth2": 1}.get(argv[0], 0)
    return verb(argv[at]) if at < len(argv) else None


@given(META, st.sampled_from(sorted(READS - {"csvtest"})), st.lists(WORDS | NAMES))
def test_what_reads_is_never_asked_about(meta: list[str], reads: str, rest: list[str]) -> None:
    assert kinds([*meta, reads, *rest]) == []
    assert kinds([*meta, "user", "anna", reads, *rest]) == []
    assert kinds([*meta, "csv", "a.csv", "gam", reads, *rest]) == []


@given(META, st.sampled_from(sorted(HARMS)), NAMES, NAMES, st.sampled_from([str.upper, str.title, " {} ".format]))
def test_what_takes_away_is_always_asked_about(meta: list[str], harms: str, who: str, what: str, written) -> None:
    argv = [written(harms), "user", what]
    assert kinds([*meta, *argv]) == [harms]
    assert kinds([*meta, "user", who, *argv]) == [harms]
    assert kinds([*meta, "csv", "a.csv", "gam", *argv]) == [f"{harms}, many"]
    assert kinds([*meta, "all", "users", *argv]) == [f"{harms}, many"]
    assert kinds(["batch", "b"], {"b": [["gam", *argv]]}) == [f"{harms}, many"]


@given(st.lists(WORDS | NAMES | st.just("gam") | st.just("csv") | st.just("batch") | st.just("update")))
def test_any_words_are_taken(argv: list[str]) -> None:
    for harm in find_harms(argv, lambda _: None):
        assert harm.kind
        assert harm.words
