"""The CALLs of whoever looks at a session's files: changes, names, searching, looking into a file (PROTOCOL.md)."""

import os
from collections.abc import Callable, Mapping

from gamgui_agent.files import calls as field
from gamgui_agent.files.list import Entry
from gamgui_agent.files.move import rename_to
from gamgui_agent.files.out import Out
from gamgui_agent.files.peek import MOST, peek
from gamgui_agent.files.remove import remove
from gamgui_agent.files.search import MOST_FOUND, search
from gamgui_agent.files.session import Session
from gamgui_agent.files.steps import Steps, Work
from gamgui_agent.files.table.tables import MOST_ROWS, Tables, Wanted
from gamgui_agent.files.tree import Tree
from gamgui_agent.files.watch import Watch

# Lines of a text that are judged at once.
_MOST_LINES = 1_000

Message = Mapping[str, object]
Op = Callable[[int, Message], dict[str, object] | None]


class Drawer:
    """What a Talk offers beside transfers. An op answers at once, or returns None and answers later."""

    def __init__(self, tree: Tree, session: Session, out: Out) -> None:
        journal, failed = session.journal(), session.failed_rows()
        self._tree = tree
        self._work = os.fsdecode(session.work)
        self._watch = Watch(tree, out)
        self._steps = Steps(out)
        self._tables = Tables(tree)
        self.ops: dict[str, Op] = {
            "watch": lambda call, message: self._watch.ask(call, field.name(message, "path")),
            "rename": lambda _, message: {**self._rename(message)},
            "remove": self._remove,
            "search": self._search,
            "peek": lambda _, message: peek(tree, field.name(message, "path"), field.number(message, "length", MOST)),
            "table": lambda _, message: self._tables.rows(_wanted(message)),
            "journal": lambda _, message: journal.about(message),
            "journal-search": lambda call, message: self._steps.add(call, journal.search(message)),
            "failed-rows": lambda call, message: self._steps.add(call, failed.rows(message)),
            "failed-rows-write": lambda call, message: self._steps.add(call, failed.write(message)),
            "harms": lambda call, message: self._steps.add(call, self._harms(message)),
            "leave": lambda *_: self._tables.leave(),
            "stop": self._stop,
        }

    @property
    def fd(self) -> int | None:
        """What becomes readable when a turn is due."""
        return self._watch.fd

    @property
    def wait(self) -> float | None:
        """Milliseconds after which a turn is due at the latest; None: whenever something happens."""
        return None if self._watch.wait is None else self._watch.wait * 1_000

    def turn(self) -> bool:
        """A piece of all that is under way. True while more could be done at once."""
        self._watch.turn()
        more = self._tables.turn()
        return self._steps.turn() or more

    def close(self) -> None:
        """The conversation is over."""
        self._watch.close()
        self._steps.close()
        self._tables.leave()

    def _rename(self, message: Message) -> Entry:
        return rename_to(self._tree, field.name(message, "path"), field.name(message, "name"))

    def _remove(self, call: int, message: Message) -> None:
        self._steps.add(call, remove(self._tree, field.name(message, "path")))

    def _search(self, call: int, message: Message) -> None:
        path, text = field.name(message, "path"), field.text(message, "text")
        limit = max(1, field.number(message, "limit", MOST_FOUND))
        self._steps.add(call, search(self._tree, path, text, limit))

    def _harms(self, message: Message) -> Work:
        from gamgui_agent.gam.pasted import harm_of

        harms: list[str | None] = []
        for line in field.texts(message, "lines", _MOST_LINES):
            harms.append(harm_of(line, self._work))
            yield
        return {"harms": harms}

    def _stop(self, _: int, message: Message) -> dict[str, object]:
        self._steps.stop(field.number(message, "of"))
        return {}


def _wanted(message: Message) -> Wanted:
    return Wanted(
        path=field.name(message, "path"),
        first=field.number(message, "first"),
        count=field.number(message, "count", MOST_ROWS),
        text=field.text(message, "text"),
        column=field.number_or_none(message, "column"),
        sort=field.number_or_none(message, "sort"),
        down=field.flag(message, "down"),
        fresh=field.flag(message, "fresh"),
    )
