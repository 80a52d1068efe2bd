"""The `host` program: one session, its clients, its life."""
