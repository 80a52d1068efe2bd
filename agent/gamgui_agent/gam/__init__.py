"""The `gam` program."""
