"""The CALLs of a `files` conversation: what each operation takes, does and answers."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gamgui_agent.files import calls as field
from gamgui_agent.files.bundle import MOST_FILES, Bundle, Small
from gamgui_agent.files.bundles import Bundles
from gamgui_agent.files.errors import FileError, from_os_error
from gamgui_agent.files.folders import Look, set_folders
from gamgui_agent.files.get import Get
from gamgui_agent.files.hashes import Hashes
from gamgui_agent.files.list import LONGEST_PAGE, list_folder, make_entry, stat_path
from gamgui_agent.files.mkdir import make_folder
from gamgui_agent.files.out import Later, Out
from gamgui_agent.files.put import Put, Wanted, sweep
from gamgui_agent.files.receives import Receives
from gamgui_agent.files.sends import Sends
from gamgui_agent.files.tree import Tree
from gamgui_agent.protocol.hello import WINDOWS
from gamgui_agent.protocol.wire import BadFrame
from gamgui_agent.system.disk import Meter

if TYPE_CHECKING:
    from gamgui_agent.files.drawer import Drawer
    from gamgui_agent.files.session import Session

Message = Mapping[str, object]
_Op = Callable[[int, Message], dict[str, object] | None]


class Talk:
    """One conversation about the files of `tree`, and what else the session keeps. `window`: bytes of DATA the client
    takes unacknowledged; `deflate`: whether both ends compress."""

    def __init__(
        self,
        tree: Tree,
        session: "Session",
        out: Out,
        meter: Meter,
        window: int,
        later: Later,
        deflate: bool = False,
    ) -> None:
        self._later = later
        self._tree = tree
        self._session = session
        self._out = out
        self._sends = Sends(out, window, deflate)
        self._receives = Receives(out, meter, later)
        self._bundles = Bundles(tree, out, meter, later, self._sweep_once)
        self.deflate = deflate
        self._hashes = Hashes(out)
        self._drawer: Drawer | None = None
        self._swept: set[tuple[int, int]] = set()
        self._last_call = 0
        self._ops: dict[str, _Op] = {
            "list": self._list,
            "stat": self._stat,
            "get": self._get,
            "done": self._done,
            "put": self._put,
            "commit": self._commit,
            "cancel": self._cancel,
            "mkdir": self._mkdir,
            "put-at-once": self._put_at_once,
            "set-folders": self._set_folders,
            "window": self._window,
            "journal-get": self._journal_get,
            "redirect": self._redirect,
        }

    @property
    def active(self) -> bool:
        """Whether a file is on its way, in or out."""
        return len(self._sends) + len(self._receives) + len(self._bundles) > 0

    def call(self, message: Message) -> None:
        """Answers a CALL, at once or later."""
        number = field.number(message, "call")
        if number <= self._last_call:
            raise BadFrame("The numbers of calls must go up.")
        self._last_call = number
        try:
            name = field.text(message, "op")
            op = self._ops.get(name) or self._looking_op(name)
            if op is None:
                raise FileError("unknown-op", "This agent does not know the operation.")
            answer = op(number, message)
        except FileError as error:
            self._out.refuse(number, error)
        except OSError as error:
            self._out.refuse(number, from_os_error(error))
        else:
            if answer is not None:
                self._out.reply(number, answer)

    def data(self, transfer: int, offset: int, data: memoryview) -> None:
        """Bytes of a file, or of a bundle of files, that is coming."""
        if transfer in self._bundles:
            self._bundles.data(transfer, offset, data)
        else:
            self._receives.data(transfer, offset, data)

    def got(self, transfer: int, offset: int) -> None:
        """How far the client has written a file."""
        if not self._sends.got(transfer, offset):
            raise BadFrame("GOT names bytes that were not sent, or goes back.")

    @property
    def fd(self) -> int | None:
        """What becomes readable when a turn is due beside those for transfers; None: nothing does."""
        return self._drawer.fd if self._drawer else None

    @property
    def wait(self) -> float | None:
        """Milliseconds after which a turn is due at the latest; None: whenever something happens."""
        return self._drawer.wait if self._drawer else None

    @property
    def receiving(self) -> bool:
        """Whether bytes of a file are coming."""
        return len(self._receives) > 0

    @property
    def unsaid(self) -> bool:
        """Whether there is more to acknowledge."""
        return self._receives.unsaid > 0

    def acknowledge(self, quiet: bool) -> None:
        """Says how far files that are coming have been written. `quiet`: no more comes for now."""
        self._receives.acknowledge(quiet)

    def turn(self) -> bool:
        """A piece of everything that is under way. True while more could be done at once."""
        more = self._receives.turn()
        more = self._hashes.turn() or more
        if self._drawer:
            more = self._drawer.turn() or more
        return self._sends.turn() or more

    def close(self) -> None:
        """The conversation is over."""
        self._sends.close()
        self._receives.close()
        self._bundles.close()
        self._hashes.close()
        if self._drawer:
            self._drawer.close()

    def _looking_op(self, op: str) -> _Op | None:
        """An operation of whoever looks at files. They are imported when the first is asked for: files wait for this
        program to start, on half a CPU."""
        if self._drawer is None:
            from gamgui_agent.files.drawer import Drawer

            self._drawer = Drawer(self._tree, self._session, self._out)
        return self._drawer.ops.get(op)

    def _list(self, _: int, message: Message) -> dict[str, object]:
        after = None if message.get("after") is None else field.name(message, "after")
        limit = max(1, field.number(message, "limit", LONGEST_PAGE))
        entries, more = list_folder(self._tree, field.name(message, "path"), after, limit)
        return {"entries": entries, "more": more}

    def _stat(self, call: int, message: Message) -> dict[str, object] | None:
        path = field.name(message, "path")
        entry = stat_path(self._tree, path)
        if not field.flag(message, "hash") or entry["type"] != "file":
            return {**entry}
        self._hashes.add(call, Get(self._tree, path, entry["size"]), entry)
        return None

    def _get(self, _: int, message: Message) -> dict[str, object]:
        transfer = self._new_transfer(message)
        self._sends.require_room()
        get = Get(self._tree, field.name(message, "path"), field.number(message, "offset"))
        self._sends.add(transfer, get)
        return {name: value for name, value in make_entry(b"", get.status).items() if name in ("size", "mtime", "mode")}

    def _journal_get(self, _: int, message: Message) -> dict[str, object]:
        transfer = self._new_transfer(message)
        self._sends.require_room()
        recording = self._session.journal().get(message)
        self._sends.add(transfer, recording)
        return {"size": recording.size}

    def _done(self, call: int, message: Message) -> None:
        self._sends.done(field.transfer(message), field.text(message, "sha256"), call)

    def _put(self, call: int, message: Message) -> None:
        transfer = self._new_transfer(message)
        self._receives.require_room()
        put = Put(self._tree, _wanted(message, field.text(message, "key")))
        self._sweep_once(put.folder)
        self._receives.add(transfer, put, call)

    def _commit(self, call: int, message: Message) -> None:
        self._receives.commit(field.transfer(message), field.text(message, "sha256"), call)

    def _cancel(self, _: int, message: Message) -> dict[str, object]:
        transfer = field.transfer(message)
        self._sends.cancel(transfer)
        self._receives.cancel(transfer, field.flag(message, "keep"))
        self._bundles.cancel(transfer)
        return {}

    def _mkdir(self, _: int, message: Message) -> dict[str, object]:
        return {**make_folder(self._tree, field.name(message, "path"))}

    def _set_folders(self, _: int, message: Message) -> dict[str, object]:
        declared = field.objects(message, "folders", MOST_FILES)
        set_folders(self._tree, [_folder_look(one) for one in declared])
        return {}

    def _put_at_once(self, call: int, message: Message) -> None:
        transfer = self._new_transfer(message)
        declared = field.objects(message, "files", MOST_FILES)
        files = [Small(_wanted(one, os.urandom(16).hex()), field.text(one, "sha256")) for one in declared]
        self._bundles.add(transfer, Bundle(files), call)

    def _redirect(self, call: int, message: Message) -> None:
        from gamgui_agent.files.redirect import carry

        port, target = field.number(message, "port"), field.text(message, "target")

        def done(status: int | FileError) -> None:
            if isinstance(status, FileError):
                self._out.refuse(call, status)
            else:
                self._out.reply(call, {"status": status})

        self._later(lambda: carry(self._session.id, port, target), done)

    def _window(self, _: int, message: Message) -> dict[str, object]:
        window = field.number(message, "window", WINDOWS[-1])
        if window not in WINDOWS:
            raise BadFrame("A window has 64 KiB to 4 MiB.")
        self._sends.window = window
        return {}

    def _new_transfer(self, message: Message) -> int:
        transfer = field.transfer(message)
        if transfer in self._sends or transfer in self._receives or transfer in self._bundles:
            raise FileError("busy", f"The number {transfer} belongs to a transfer that is still running.")
        return transfer

    def _sweep_once(self, folder: int) -> None:
        """Clears old part files away where a new one comes, once per folder and conversation."""
        status = os.fstat(folder)
        if (identity := (status.st_dev, status.st_ino)) not in self._swept:
            self._swept.add(identity)
            sweep(folder)


def _folder_look(message: Message) -> Look:
    """What the sender of a folder declares."""
    return Look(
        path=field.name(message, "path"),
        mode=field.number(message, "mode", 0o7777),
        mtime=field.mtime(message),
    )


def _wanted(message: Message, key: str) -> Wanted:
    """What the sender of a file declares."""
    return Wanted(
        key=key,
        path=field.name(message, "path"),
        length=field.number(message, "length"),
        mode=field.number(message, "mode", 0o7777),
        mtime=field.mtime(message),
        replace=field.flag(message, "replace"),
    )
