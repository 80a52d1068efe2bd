"""The `files` program."""
