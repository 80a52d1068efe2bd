"""Documents in memory, written through to SQLite: quick to read, and still there after a restart.

One lock serves the whole store: requests take turns. A transaction that fails leaves no trace.
A stored document is never changed in place; `put` replaces it. So a reader may keep one after
the lock is released.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# JSON from the outside: its shape is checked against the discovery documents at run time.
JsonObject = dict[str, Any]

_SCHEMA = "CREATE TABLE IF NOT EXISTS documents (kind TEXT, key TEXT, body TEXT, PRIMARY KEY (kind, key))"


class Store:
    """Kinds of documents, each a mapping from key to document."""

    def __init__(self, path: Path) -> None:
        """Open or create the file. Raises sqlite3.Error when it cannot be read."""
        self._lock = threading.RLock()
        self._depth = 0
        self._undo: list[tuple[str, str, JsonObject | None]] = []
        self._kinds: dict[str, dict[str, JsonObject]] = {}
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        # The state lives as long as the session, so a power cut need not be survived, a kill must.
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(_SCHEMA)
        for kind, key, body in self._db.execute("SELECT kind, key, body FROM documents"):
            self._kinds.setdefault(kind, {})[key] = json.loads(body)

    def close(self) -> None:
        """Close the file. The store is of no use afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock; keep all changes when the block ends well, none when it raises."""
        with self._lock:
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self._commit()
            except BaseException:
                if self._depth == 1:
                    self._roll_back()
                raise
            finally:
                self._depth -= 1

    def get(self, kind: str, key: str) -> JsonObject | None:
        """The document, or None."""
        return self._kinds.get(kind, {}).get(key)

    def all(self, kind: str) -> Mapping[str, JsonObject]:
        """Every document of a kind, by key. Valid until the transaction ends."""
        return self._kinds.get(kind, {})

    def put(self, kind: str, key: str, body: JsonObject) -> None:
        """Add or replace a document. Only inside a transaction."""
        documents = self._kinds.setdefault(kind, {})
        self._undo.append((kind, key, documents.get(key)))
        documents[key] = body

    def delete(self, kind: str, key: str) -> None:
        """Remove a document that may or may not be there. Only inside a transaction."""
        old = self._kinds.get(kind, {}).pop(key, None)
        if old is not None:
            self._undo.append((kind, key, old))

    def clear(self, kind: str) -> None:
        """Remove every document of a kind. Only inside a transaction."""
        for key in list(self.all(kind)):
            self.delete(kind, key)

    def next_number(self, name: str) -> int:
        """1, 2, 3… for each name. Only inside a transaction."""
        number = int((self.get("counter", name) or {"value": 0})["value"]) + 1
        self.put("counter", name, {"value": number})
        return number

    def _commit(self) -> None:
        changed = {(kind, key) for kind, key, _ in self._undo}
        if not changed:
            return
        self._db.execute("BEGIN")
        try:
            for kind, key in changed:
                body = self.get(kind, key)
                if body is None:
                    self._db.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))
                else:
                    row = (kind, key, json.dumps(body, ensure_ascii=False))
                    self._db.execute("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)", row)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._undo.clear()

    def _roll_back(self) -> None:
        for kind, key, old in reversed(self._undo):
            if old is None:
                self._kinds[kind].pop(key, None)
            else:
                self._kinds.setdefault(kind, {})[key] = old
        self._undo.clear()
