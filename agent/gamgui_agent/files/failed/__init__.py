"""Rows of bulk jobs that failed: which, why, and a file of them to run again (PROTOCOL.md, Rows that failed)."""
