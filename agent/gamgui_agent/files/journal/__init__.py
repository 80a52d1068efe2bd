"""The terminal's output as it is kept, for whoever searches or exports it."""
