"""The pseudo-terminal and the shell in it."""
