"""Exit codes of the agent's programs (PROTOCOL.md)."""

OK = 0
USAGE = 2
BAD = 64
"""Bad frames or HELLO."""
NO_HOST = 69
"""No host answers."""
INTERNAL = 70
"""A defect."""
LOST = 74
"""Bytes cannot be had any more."""
