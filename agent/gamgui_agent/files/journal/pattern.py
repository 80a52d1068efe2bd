"""What is searched for in a text. A regular expression is Python's, as GAM's own are.

Python's engine tries again and again, which a hostile expression makes it do for years. It looks for signals while it
does, so that a timer ends it: MAYBE_CHECK_SIGNALS in
https://github.com/python/cpython/blob/v3.11.0/Modules/_sre/sre_lib.h
"""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gamgui_agent.files.errors import FileError

LONGEST = 1_000
"""The most characters of an expression."""
# Processor time for one block of text (lines.py), which takes a hundredth of it as a rule; a throttled container has
# its time stretched, so no clock on the wall would do. Seconds.
_PATIENCE = 0.5

Span = tuple[int, int]


class _TooSlow(Exception):
    pass


class Pattern:
    """What to look for: a text as it is, or a regular expression; without `cases` large and small letters are alike."""

    def __init__(self, text: str, regex: bool, cases: bool) -> None:
        if len(text) > LONGEST:
            raise FileError("bad-pattern", f"What is searched for has more than {LONGEST:,} characters.")
        # In small letters it is found five times as fast as by IGNORECASE. An expression that has large ones may mean
        # something else by them (\S).
        self._small = not cases and (not regex or text == text.lower())
        looked_for = text.lower() if self._small else text
        self._plain = None if regex else looked_for
        flags = 0 if cases or self._small else re.IGNORECASE
        try:
            with in_time():
                self._search = re.compile(looked_for if regex else re.escape(looked_for), flags).search
        except (re.error, OverflowError, RecursionError) as error:
            raise FileError("bad-pattern", f"This is no regular expression: {error}.") from error

    def fold(self, text: str) -> str:
        """What `may_be_in` and `find` are to look at."""
        return text.lower() if self._small else text

    def may_be_in(self, folded: str) -> bool:
        """Whether it is worth looking: told without looking at each line, which is much faster."""
        return self._plain is None or self._plain in folded

    def find(self, folded: str) -> Span | None:
        """Where it is in a line, in characters. Call it within `in_time`."""
        found = self._search(folded)
        return found and found.span()


@contextmanager
def in_time() -> Iterator[None]:
    """Ends what takes more processor time than a search may. Of the main thread only. @raises FileError `too-slow`"""
    armed = True

    def ring(*_: object) -> None:
        # It may come a moment after it was stopped.
        if armed:
            raise _TooSlow

    before: Callable[..., object] | int | None = signal.signal(signal.SIGVTALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
        yield
    except _TooSlow as slow:
        raise FileError("too-slow", "This regular expression takes too long. Make it simpler.") from slow
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before or signal.SIG_DFL)
