"""Removes the discovery documents that the demo domain does not read. For making the session image: agent/Containerfile."""

import sys
from pathlib import Path


def main(agent: str) -> None:
    """`agent` is the folder of the agent; googleapiclient is this Python's own."""
    sys.path.insert(0, agent)
    from gamgui_demo.api.discovery import documents_folder
    from gamgui_demo.api.network import document_names

    kept = {f"{name}.json" for name in document_names()}
    for document in Path(documents_folder()).glob("*.json"):
        if document.name not in kept:
            document.unlink()


if __name__ == "__main__":
    main(sys.argv[1])
