"""The frames of PROTOCOL.md."""
