"""Numbered bytes on disk."""
