"""One running copy of the program for each data folder, and how others speak to it.

A lock file decides who is first; the local socket only carries messages. (The socket alone made two
copies first, now and then, when several were started at once.)

A message is one line of JSON and so is its answer:
    {"version": 1, "verb": "show", "arguments": {}}
    {"version": 1, "ok": true, "result": {}} or {"version": 1, "ok": false, "error": "a sentence"}
Verbs are added to; a change that breaks an old one counts the version up.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLockFile, QObject, Slot

from posture_app.errors import FailedError, WrongUseError

# The network's library is loaded after the window is shown, or when there is somebody to ask.
if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)

VERSION: Final = 1
MAX_BYTES: Final = 64 * 1024
_CONNECT_MS: Final = 1000
_ANSWER_MS: Final = 5000
_ATTEMPTS: Final = 20
_ATTEMPT_S: Final = 0.05
_LONGEST_PATH: Final = 90
"""A socket's path has 104 bytes on macOS, and Qt makes it under a longer name first."""

Arguments = Mapping[str, Any]
Verb = Callable[[Arguments], Arguments]
"""What a verb does; its FailedError or WrongUseError goes back as a sentence."""


class Instance(QObject):
    """The first copy: holds the lock and answers the others.

    It has the lock from the start, and hears the others from `listen` on.
    """

    def __init__(self, lock: QLockFile, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.verbs: dict[str, Verb] = {}
        self._lock = lock
        self._name = name
        self._server: QLocalServer | None = None

    @Slot()
    def listen(self) -> None:
        """Answer the other copies from now on."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - see above

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        # We hold the lock, so a socket that is there was left by a copy that was killed.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _log.warning("other copies cannot be heard: %s", self._server.errorString())

    def close(self) -> None:
        """Let another copy be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    @Slot()
    def _greet(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            _Caller(socket, self.verbs)


class _Caller(QObject):
    """One connection from another copy; lives as long as its socket."""

    def __init__(self, socket: "QLocalSocket", verbs: Mapping[str, Verb]) -> None:
        super().__init__(socket)
        self._socket = socket
        self._verbs = verbs
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(self._read)
        self._read()

    @Slot()
    def _read(self) -> None:
        while self._socket.canReadLine():
            line = bytes(self._socket.readLine(MAX_BYTES).data())
            self._socket.write(_line(_answer(line, self._verbs)))
            self._socket.flush()  # the verb may have been to quit
        if self._socket.bytesAvailable() >= MAX_BYTES:
            self._socket.abort()


def claim(data_folder: Path, parent: QObject | None = None) -> Instance | None:
    """Become the first copy for this data folder, or None where there is one already.

    Raises:
        FailedError: The data folder takes no lock.
    """
    path = data_folder / "program.lock"
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)  # a lock is as old as the program's run; only a dead holder loses it
    if lock.tryLock(0):
        return Instance(lock, _socket_name(data_folder), parent)
    if lock.error() == QLockFile.LockError.LockFailedError:
        return None
    raise FailedError(f"the data folder cannot be used, for {path} cannot be written")


def ask(data_folder: Path, verb: str, arguments: Arguments | None = None) -> Arguments:
    """Ask the copy that runs on this data folder; returns its result.

    Raises:
        FailedError: It does not answer, or could not do it; the message says why.
    """
    socket = _connected(_socket_name(data_folder))
    _let_come_to_front()
    request = {"version": VERSION, "verb": verb, "arguments": dict(arguments or {})}
    socket.write(_line(request))
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_ANSWER_MS):
            raise FailedError(_SILENT)
    answer = json.loads(bytes(socket.readLine(MAX_BYTES).data()))
    socket.disconnectFromServer()
    if not answer.get("ok"):
        raise FailedError(str(answer.get("error", _SILENT)))
    result: Arguments = answer.get("result", {})
    return result


_SILENT: Final = (
    "Posture App is running already with this data folder, but does not answer; "
    "close it, or end its process, and start it again"
)


def _connected(name: str) -> "QLocalSocket":
    """A connection to the first copy, which may have its lock and not yet its socket."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - see above

    socket = QLocalSocket()
    for _ in range(_ATTEMPTS):
        socket.connectToServer(name)
        if socket.waitForConnected(_CONNECT_MS):
            return socket
        threading.Event().wait(_ATTEMPT_S)
    raise FailedError(_SILENT)


def _let_come_to_front() -> None:
    """Windows lets only the program that the person started raise a window, or whom it names."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only this system needs it

        anyone = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anyone)


def _socket_name(data_folder: Path) -> str:
    """In the data folder, where only its owner comes; by a digest where that path is too long."""
    path = data_folder / "program.socket"
    if sys.platform != "win32" and len(os.fsencode(path)) <= _LONGEST_PATH:
        return str(path)
    from hashlib import sha256  # noqa: PLC0415 - seldom needed

    return f"posture-app-{sha256(os.fsencode(data_folder.resolve())).hexdigest()[:24]}"


def _answer(line: bytes, verbs: Mapping[str, Verb]) -> Mapping[str, Any]:
    try:
        return {"ok": True, "result": dict(_act(line, verbs))}
    except (FailedError, WrongUseError) as error:
        return {"ok": False, "error": str(error)}


def _act(line: bytes, verbs: Mapping[str, Verb]) -> Arguments:
    """Do what the line asks for.

    Raises:
        FailedError, WrongUseError: It cannot be done.
    """
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    if not isinstance(request, dict) or request.get("version") != VERSION:
        raise WrongUseError(
            "the running copy is of another version of Posture App; close it and try again"
        )
    verb, arguments = request.get("verb"), request.get("arguments", {})
    if not isinstance(verb, str) or verb not in verbs or not isinstance(arguments, dict):
        raise WrongUseError(f"the running copy cannot {json.dumps(verb)}")
    return verbs[verb](arguments)


def _line(document: Mapping[str, Any]) -> bytes:
    return json.dumps({"version": VERSION, **document}).encode() + b"\n"
