"""Stands for logind on a system bus of its own: the part of it by which programs hear of sleep.

Says "ready" when it can be asked, and "held" when a program wants to be waited for before a sleep. Each line that it reads,
"sleep" or "wake", is told to all.
https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import os
import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = """<node><interface name="org.freedesktop.login1.Manager">
<method name="Inhibit">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="h" direction="out"/>
</method>
<signal name="PrepareForSleep"><arg type="b"/></signal>
<signal name="PrepareForShutdown"><arg type="b"/></signal>
</interface></node>"""


def say(word: str) -> None:
    """One line, at once."""
    print(word, flush=True)


def call(_bus, _sender, _path, _interface, _method, arguments, invocation):
    """A program asks to be waited for: it gets a pipe, which it closes when it is ready."""
    what = arguments.unpack()[0]
    mine, theirs = os.pipe()
    handles = Gio.UnixFDList.new_from_array([theirs])
    invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), handles)
    os.close(mine)
    if "sleep" in what:
        say("held")


def heard(_source, _condition, bus):
    """Words of the test. Read without a buffer: what stayed in one would not wake the loop."""
    words = os.read(sys.stdin.fileno(), 1_024).decode().split()
    if not words:
        loop.quit()
        return False
    for word in words:
        sleeps = GLib.Variant("(b)", (word == "sleep",))
        bus.emit_signal(None, PATH, f"{NAME}.Manager", "PrepareForSleep", sleeps)
    return True


def begin(bus, _name):
    """The bus is there."""
    interface = Gio.DBusNodeInfo.new_for_xml(MANAGER).interfaces[0]
    bus.register_object(PATH, interface, call, None, None)
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, heard, bus)


loop = GLib.MainLoop()
Gio.bus_own_name(
    Gio.BusType.SYSTEM, NAME, Gio.BusNameOwnerFlags.NONE, begin, lambda *_: say("ready"), lambda *_: loop.quit()
)
loop.run()
