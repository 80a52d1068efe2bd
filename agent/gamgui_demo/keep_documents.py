"""Removes the discovery documents that nothing here reads. For making the session image: agent/Containerfile."""

from .api.discovery import documents_folder
from .api.network import document_names


def main() -> None:
    """The documents are those of this Python's googleapiclient."""
    kept = {f"{name}.json" for name in document_names()}
    for document in documents_folder().glob("*.json"):
        if document.name not in kept:
            document.unlink()


if __name__ == "__main__":
    main()
