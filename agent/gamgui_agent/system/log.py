"""Lines on stderr for whoever looks after the session: what began and ended, and why. No content, names, arguments."""

import contextlib
import sys
import time
import traceback


def log(text: str) -> None:
    """Writes a line with the time. A full or closed stderr is nobody's trouble."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    with contextlib.suppress(OSError, ValueError):
        print(f"{stamp} {text}", file=sys.stderr, flush=True)


def log_defect(error: BaseException) -> None:
    """Where the program went wrong: its own lines, without what it was given."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
    log(f"defect: {type(error).__name__} at {' < '.join(reversed(places))}")
