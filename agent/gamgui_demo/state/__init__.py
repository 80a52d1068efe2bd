"""The documents of the demo domain and how they change."""
