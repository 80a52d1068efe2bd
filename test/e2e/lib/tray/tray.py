"""What a panel sees of a tray's icon: a line of JSON on stdin asks, one on stdout answers.

https://specifications.freedesktop.org/status-notifier-item-spec/latest/, com.canonical.dbusmenu
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Gio", "2.0")
gi.require_version("GLib", "2.0")
gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf, Gio, GLib  # noqa: E402

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"

BUS = Gio.bus_get_sync(Gio.BusType.SESSION, None)


def call(name: str, path: str, interface: str, method: str, body: GLib.Variant) -> tuple:
    """What the method answers."""
    return BUS.call_sync(name, path, interface, method, body, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()


def get(name: str, path: str, interface: str, prop: str) -> object:
    """A property."""
    return call(name, path, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, prop)))[0]


def items() -> list[tuple[str, str]]:
    """The icons that the watcher knows: names on the bus, and paths."""
    try:
        known = get(WATCHER, "/StatusNotifierWatcher", WATCHER, "RegisteredStatusNotifierItems")
    except GLib.Error:
        return []
    parts = [str(one).partition("/") for one in known if ":" in str(one)]
    return [(name, f"/{path}") for name, _, path in parts]


def middle(data: list[int] | None) -> str | None:
    """The colour in the middle of a picture, as #rrggbb."""
    if not data:
        return None
    loader = GdkPixbuf.PixbufLoader()
    loader.write(bytes(data))
    loader.close()
    picture = loader.get_pixbuf()
    at = picture.get_height() // 2 * picture.get_rowstride() + picture.get_width() // 2 * picture.get_n_channels()
    return "#" + bytes(picture.get_pixels()[at : at + 3]).hex()


def entry(layout: tuple) -> dict:
    """An entry of the menu, with those below it."""
    number, properties, below = layout
    return {
        "id": number,
        "label": properties.get("label", ""),
        "kind": properties.get("type", "standard"),
        "enabled": properties.get("enabled", True),
        "badge": middle(properties.get("icon-data")),
        "entries": [entry(one) for one in below],
    }


def alphas(folder: Path, width: int) -> dict[bytes, str]:
    """The names of the pictures of a width, by how solid each of their pixels is."""
    found = {}
    for file in sorted(folder.glob(f"*-{width}.png")):
        pixels = GdkPixbuf.Pixbuf.new_from_file(str(file))
        data, stride = pixels.get_pixels(), pixels.get_rowstride()
        rows = [data[y * stride : y * stride + 4 * width][3::4] for y in range(pixels.get_height())]
        found[b"".join(rows)] = file.stem
    return found


def icon(name: str, path: str, folder: Path) -> str:
    """Which picture is shown."""
    for width, _height, data in get(name, path, ITEM, "IconPixmap"):
        # Network byte order: the first of each four is the alpha.
        known = alphas(folder, width).get(bytes(data)[0::4])
        if known:
            return known
    return "none of them"


def answer(asked: dict, folder: Path) -> dict:
    """Looks, or clicks."""
    found = items()
    if len(found) != 1:
        return {"icons": len(found)}
    [(name, path)] = found
    menu = str(get(name, path, ITEM, "Menu"))
    if "click" in asked:
        body = GLib.Variant("(isvu)", (asked["click"], "clicked", GLib.Variant("s", ""), 0))
        call(name, menu, MENU, "Event", body)
        return {"clicked": asked["click"]}
    layout = call(name, menu, MENU, "GetLayout", GLib.Variant("(iias)", (0, -1, [])))[1]
    tip = get(name, path, ITEM, "ToolTip")
    return {"icons": 1, "icon": icon(name, path, folder), "tip": tip[2], "menu": entry(layout)["entries"]}


def main() -> None:
    """Serves until stdin ends."""
    folder = Path(sys.argv[1])
    for line in sys.stdin:
        try:
            said = answer(json.loads(line), folder)
        except GLib.Error as error:
            said = {"error": error.message}
        print(json.dumps(said), flush=True)


main()
