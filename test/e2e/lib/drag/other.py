"""Another program on the desktop, with a small window: files are dragged from it (`source FILE…`) or dropped on it.

`target FOLDER` copies what is dropped into FOLDER, as a file manager does. Both say what happens in JSON, a line each:
{"at": [X, Y]} where the window is, {"over": true}, {"dropped": [NAME…]}, {"ended": true}.
"""

import json
import os
import shutil
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gio, Gtk  # noqa: E402

SIZE = 120


def say(**words: object) -> None:
    """One line, at once."""
    print(json.dumps(words), flush=True)


def main(kind: str, arguments: list[str]) -> None:
    """Shows the window until it is killed."""
    # Not the window manager's: GTK now and then takes a window that the manager has moved to be at 0,0 still, and then finds
    # nothing of it below what is dragged over it.
    window = Gtk.Window(type=Gtk.WindowType.POPUP, title=f"{kind} of files")
    window.set_default_size(SIZE, SIZE)
    box = Gtk.EventBox()
    window.add(box)
    if kind == "source":
        _source(box, arguments)
    else:
        _target(box, arguments[0])
    monitor = Gdk.Display.get_default().get_monitor(0).get_geometry()
    # Away from the edges, where what the pointer carries would be moved under it.
    window.move(monitor.width - 3 * SIZE, monitor.height - 2 * SIZE)
    window.connect("map-event", lambda *_: _where(window))
    window.show_all()
    Gtk.main()


def _where(window: Gtk.Window) -> None:
    """The middle of the window on the screen, once it is there."""
    area = window.get_window()
    assert area is not None
    _, x, y = area.get_origin()
    say(at=[x + SIZE // 2, y + SIZE // 2])


def _source(box: Gtk.EventBox, files: list[str]) -> None:
    uris = [Gio.File.new_for_path(file).get_uri() for file in files]
    box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    box.drag_source_add_uri_targets()
    box.connect("drag-data-get", lambda _box, _context, data, _info, _time: data.set_uris(uris))
    box.connect("drag-end", lambda *_: say(ended=True))


def _target(box: Gtk.EventBox, folder: str) -> None:
    box.drag_dest_set(Gtk.DestDefaults.ALL, [], Gdk.DragAction.COPY)
    box.drag_dest_add_uri_targets()

    def over(*_: object) -> bool:
        say(over=True)
        return False

    def received(_box: object, _context: object, _x: int, _y: int, data: Gtk.SelectionData, *_: object) -> None:
        paths = [Gio.File.new_for_uri(uri).get_path() for uri in data.get_uris()]
        for path in paths:
            _copy(path, folder)
        say(dropped=[os.path.basename(path) for path in paths])

    box.connect("drag-motion", over)
    box.connect("drag-data-received", received)


def _copy(path: str, folder: str) -> None:
    goal = os.path.join(folder, os.path.basename(path))
    if os.path.isdir(path):
        shutil.copytree(path, goal)
    else:
        shutil.copyfile(path, goal)


main(sys.argv[1], sys.argv[2:])
