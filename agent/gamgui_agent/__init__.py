"""What runs inside a session: see ../PROTOCOL.md for what it says to the app."""

VERSION = "1.0.0"
"""The agent's version, for messages; what it speaks is told by the protocol's versions."""
