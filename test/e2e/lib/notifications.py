"""A desktop's notifications: what is shown is said on stdout, in JSON, a line each; a number on stdin clicks that one.

https://specifications.freedesktop.org/notification-spec/latest/protocol.html
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
gi.require_version("GLib", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
INTERFACE = """
<node><interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>
"""


def say(**words: object) -> None:
    """One line, at once."""
    print(json.dumps(words), flush=True)


class Desktop:
    """Numbers what is shown."""

    def __init__(self) -> None:
        self._last = 0
        self._connection: Gio.DBusConnection | None = None

    def came(self, connection: Gio.DBusConnection, _name: str) -> None:
        """The bus is there."""
        self._connection = connection
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        connection.register_object(PATH, interface, self._call, None, None)

    def click(self, channel: GLib.IOChannel, _condition: GLib.IOCondition) -> bool:
        """A line of stdin is the number of what is clicked."""
        line = channel.readline()
        if line and self._connection:
            body = GLib.Variant("(us)", (int(line), "default"))
            self._connection.emit_signal(None, PATH, NAME, "ActionInvoked", body)
        return bool(line)

    def _call(self, _connection, _sender, _path, _interface, method, parameters, invocation) -> None:
        if method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body", "actions"],)))
        elif method == "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))
        elif method == "Notify":
            _, replaced, _, summary, body, *_ = parameters.unpack()
            self._last = replaced or self._last + 1
            say(id=self._last, summary=summary, body=body)
            invocation.return_value(GLib.Variant("(u)", (self._last,)))
        else:
            invocation.return_value(None)


def main() -> None:
    """Serves until it is ended."""
    desktop = Desktop()
    owned = lambda connection, name: say(ready=True)  # noqa: E731
    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, desktop.came, owned, None)
    GLib.io_add_watch(GLib.IOChannel.unix_new(sys.stdin.fileno()), GLib.IO_IN, desktop.click)
    GLib.MainLoop().run()


main()
