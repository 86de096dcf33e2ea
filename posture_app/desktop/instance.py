"""One running copy of the program for each data folder, and how others speak to it.

A lock file decides who is first; the local socket only carries messages. (The socket alone made two
copies first, now and then, when several were started at once.)

A message is one line of JSON and so is its answer:
    {"version": 1, "verb": "show", "arguments": {}}
    {"version": 1, "ok": true, "result": {}}, or
    {"version": 1, "ok": false, "why": "refused", "error": "a sentence"}
`why` is "wrong_use", "refused", "not_ready" (ask again in a moment) or "failed". `error` is in
English; where a `message` stands beside it, that is the same sentence with its places, and who
asked says it in the person's language. A line has 64 KB at most. Verbs are added to; a change that
breaks an old one counts the version up.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Slot

from posture_app.desktop.lock import FolderLock
from posture_app.errors import (
    FailedError,
    Message,
    NothingRunningError,
    RefusedError,
    WrongUseError,
    reason,
    sentence,
)

# The network's library takes 2.5 MB: it is loaded when there is somebody to ask or to answer.
if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    from posture_app.desktop.first_call import FirstCall

_log = logging.getLogger(__name__)

VERSION: Final = 1
MAX_BYTES: Final = 64 * 1024
_CONNECT_MS: Final = 1000
_ANSWER_MS: Final = 5000
_ASKS_WITHIN_MS: Final = 200
_ATTEMPTS: Final = 100
_ATTEMPT_S: Final = 0.05
_LONGEST_PATH: Final = 90
"""A socket's path has 104 bytes on macOS, and Qt makes it under a longer name first."""

Arguments = Mapping[str, Any]
Verb = Callable[[Arguments], Arguments]
"""What a verb does; its FailedError or WrongUseError goes back as a sentence."""


class NotReadyError(FailedError):
    """The running copy is still starting; who asked asks again in a moment."""


class Instance(QObject):
    """The first copy: holds the lock and answers the others.

    It has the lock from the start, and hears the others from `listen` on. The verb "hello" only
    asks whether it hears.
    """

    def __init__(self, lock: FolderLock, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.verbs: dict[str, Verb] = {"hello": lambda _given: {}}
        self._lock = lock
        self._name = name
        self._first_call: FirstCall | None = None
        self._server: QLocalServer | None = None
        self._callers: set[_Caller] = set()

    @property
    def callers(self) -> int:
        """How many connections are open."""
        return len(self._callers)

    @Slot()
    def listen(self) -> None:
        """Answer the other copies from now on; a second time changes nothing."""
        if self._server is not None or self._first_call is not None:
            return
        if Path(self._name).is_absolute():
            from posture_app.desktop.first_call import FirstCall  # noqa: PLC0415 - after the window

            try:
                self._first_call = FirstCall(self._name, self._take_calls, self)
            except OSError as error:
                _log.warning("other copies cannot be heard: %s", error)
        else:
            self._take_calls()

    def _take_calls(self, descriptor: int | None = None) -> None:
        """Let Qt answer, on a socket that listens already where there is one."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - see above

        self._server = server = QLocalServer(self)
        server.newConnection.connect(self._greet)
        if descriptor is None:
            server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            # We hold the lock, so a socket that is there was left by a copy that was killed.
            QLocalServer.removeServer(self._name)
            hears = server.listen(self._name)
        else:
            hears = server.listen(descriptor)
        if not hears:
            _log.warning("other copies cannot be heard: %s", server.errorString())

    def close(self) -> None:
        """Let another copy be the first."""
        self._hear_no_more()
        self._lock.give_back()

    def hand_over(self) -> None:
        """Stay the first copy, while this process becomes another program: others wait for that."""
        self._hear_no_more()
        self._lock.hand_over()

    def _hear_no_more(self) -> None:
        again = _refusal(NotReadyError(_STARTING))
        if self._first_call is not None:
            self._first_call.end(again)
        self._greet()  # who asked just now is still answered
        if self._server is not None:
            if (descriptor := self._server.socketDescriptor()) >= 0:
                from posture_app.desktop.first_call import turn_away  # noqa: PLC0415 - see above

                turn_away(descriptor, again)
            self._server.close()
        for caller in tuple(self._callers):
            caller.turn_away(again)

    @Slot()
    def _greet(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            # The server would keep what Python knows of each socket for as long as it lives.
            socket.setParent(None)
            caller = _Caller(socket, self.verbs, self._callers)
            self._callers.add(caller)
            caller.read()  # what was asked before anybody listened


class _Caller(QObject):
    """One connection from another copy; lives in `among` as long as its socket is connected."""

    def __init__(
        self, socket: "QLocalSocket", verbs: Mapping[str, Verb], among: "set[_Caller]"
    ) -> None:
        super().__init__()
        self._socket = socket
        self._verbs, self._among = verbs, among
        self._has_asked = False
        socket.disconnected.connect(self.end)
        socket.readyRead.connect(self.read)

    @Slot()
    def end(self) -> None:
        """Hang up; nothing is left of the connection."""
        if self not in self._among:
            return
        self._among.discard(self)
        self._socket.disconnected.disconnect(self.end)
        self._socket.abort()
        self._socket.deleteLater()
        self.deleteLater()

    def turn_away(self, answer: bytes) -> None:
        """Hang up; who has not been heard yet gets an answer."""
        self._socket.readyRead.disconnect(self.read)
        if not self._has_asked and self._socket.waitForReadyRead(_ASKS_WITHIN_MS):
            self._socket.readAll()
            self._socket.write(answer)
            self._socket.flush()
        self.end()

    @Slot()
    def read(self) -> None:
        """Answer what was asked so far; who has hung up meanwhile is not read on."""
        while self in self._among and self._socket.canReadLine():
            self._has_asked = True
            line = bytes(self._socket.readLine(MAX_BYTES).data())
            try:
                answer = _answer(line, self._verbs)
            except Exception:
                self._socket.abort()  # a bug is for the log; who asked need not wait for it
                raise
            self._socket.write(answer)
            self._socket.flush()  # the verb may have been to quit
        if self in self._among and self._socket.bytesAvailable() >= MAX_BYTES:
            self._socket.abort()


def claim(data_folder: Path, parent: QObject | None = None) -> Instance | None:
    """Become the first copy for this data folder, or None where there is one already.

    Raises:
        FailedError: The data folder takes no lock.
    """
    lock = _lock(data_folder)
    try:
        is_first = lock.take()
    except OSError as error:
        raise _no_lock(lock, error) from None
    return Instance(lock, _socket_name(data_folder), parent) if is_first else None


def claim_or_ask(
    data_folder: Path, verb: str, arguments: Arguments | None = None
) -> Instance | None:
    """Become the first copy, or None where there is one, which then has done the verb.

    Raises:
        FailedError: The data folder takes no lock, or the first copy could not do it.
        WrongUseError: What was asked of the first copy makes no sense.
    """
    while (instance := claim(data_folder)) is None:
        try:
            ask(data_folder, verb, arguments)
        except NothingRunningError:
            continue  # it ended while we asked
        return None
    return instance


def runs(data_folder: Path) -> bool:
    """Whether a copy of the program runs on this data folder.

    To know it, the lock is taken for a moment where it is free: a copy that starts in just that
    moment sees it taken, and then that nobody runs (`claim_or_ask`).

    Raises:
        FailedError: The data folder takes no lock.
    """
    lock = _lock(data_folder)
    try:
        return lock.is_taken()
    except OSError as error:
        raise _no_lock(lock, error) from None


def wait_for_end(data_folder: Path) -> None:
    """Wait until no copy runs on this data folder, after it was told to quit.

    Raises:
        FailedError: It takes too long.
    """
    for _ in range(_ATTEMPTS):
        if not runs(data_folder):
            return
        threading.Event().wait(_ATTEMPT_S)
    raise FailedError(sentence("Posture App was told to quit, but has not ended yet"))


def ask(data_folder: Path, verb: str, arguments: Arguments | None = None) -> Arguments:
    """Ask the copy that runs on this data folder; returns its result.

    Raises:
        NothingRunningError: None runs.
        RefusedError: It is not allowed now; the message says why.
        WrongUseError: The arguments make no sense; the message says what was expected.
        FailedError: It does not answer, or could not do it; the message says why.
    """
    name = _socket_name(data_folder)
    line = _line({"version": VERSION, "verb": verb, "arguments": dict(arguments or {})})
    last = FailedError(_SILENT)
    for _ in range(_ATTEMPTS):
        try:
            answer = _asked_once(name, line)
            if answer is not None:
                return _result(answer)
        except NotReadyError as error:
            last = error
        # Nobody hears: the first copy may have its lock and not yet its socket.
        if not runs(data_folder):
            what = sentence("Posture App is not running with this data folder")
            raise NothingRunningError(what)
        threading.Event().wait(_ATTEMPT_S)
    raise last


_STARTING: Final = sentence("Posture App is still starting. Try again in a moment.")
_SILENT: Final = sentence(
    "Posture App is running already with this data folder, but does not answer; "
    "close it, or end its process, and start it again"
)
_OTHER_VERSION: Final = sentence(
    "the running copy is of another version of Posture App; close it and try again"
)


def _lock(data_folder: Path) -> FolderLock:
    return FolderLock(data_folder / "program.lock")


def _no_lock(lock: FolderLock, error: OSError) -> FailedError:
    what = sentence(
        "the data folder cannot be used, for {file} cannot be written ({reason})",
        file=lock.path,
        reason=reason(error),
    )
    return FailedError(what)


def _asked_once(name: str, line: bytes) -> bytes | None:
    """The answer's line, or None where nobody hears.

    Raises:
        FailedError: Somebody hears and does not answer, or is not ours.
    """
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - see above

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return None
    _require_ours(Path(socket.fullServerName()))
    _let_come_to_front()
    socket.write(line)
    while not socket.canReadLine():
        if socket.bytesAvailable() >= MAX_BYTES or not socket.waitForReadyRead(_ANSWER_MS):
            ended = socket.state() != QLocalSocket.LocalSocketState.ConnectedState
            raise FailedError(_ENDED if ended else _SILENT)
    answer = bytes(socket.readLine(MAX_BYTES).data())
    socket.disconnectFromServer()
    return answer


_ENDED: Final = sentence("Posture App has ended, or failed, before it answered")


def _require_ours(socket: Path) -> None:
    """Speak to nobody who put a socket where ours would be.

    Raises:
        FailedError: It belongs to somebody else.
    """
    if sys.platform == "win32":
        return  # another user's pipe does not let us in
    try:
        ours = socket.stat().st_uid == os.geteuid()
    except OSError:
        return  # its owner has just ended
    if not ours:
        what = sentence("{file} belongs to another user; nothing was sent to it", file=socket)
        raise FailedError(what)


def _result(line: bytes) -> Arguments:
    """What an answer holds.

    Raises:
        FailedError, WrongUseError: It says that it could not be done, or is no answer.
    """
    answer = _document(line)
    if answer is None:
        raise FailedError(_OTHER_VERSION)
    result = answer.get("result")
    if answer.get("ok") is True and isinstance(result, dict):
        return result
    told = _message(answer.get("message")) or str(answer.get("error", _SILENT))
    raise _ERRORS.get(str(answer.get("why")), FailedError)(told)


_ERRORS: Final[Mapping[str, type[FailedError | WrongUseError]]] = {
    "wrong_use": WrongUseError,
    "refused": RefusedError,
    "not_ready": NotReadyError,
    "failed": FailedError,
}


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


def _answer(line: bytes, verbs: Mapping[str, Verb]) -> bytes:
    try:
        result = _action(line, verbs)
    except (FailedError, WrongUseError) as error:
        return _refusal(error)
    answer = _line({"version": VERSION, "ok": True, "result": dict(result)})
    too_long = FailedError(sentence("the answer is too long"))
    return answer if len(answer) <= MAX_BYTES else _refusal(too_long)


def _refusal(error: FailedError | WrongUseError) -> bytes:
    why = next(why for why, kind in _ERRORS.items() if isinstance(error, kind))
    answer = {"version": VERSION, "ok": False, "why": why, "error": str(error)}
    if isinstance(error.message, Message):
        answer["message"] = _plain(error.message)
    return _line(answer)


def _plain(message: Message) -> dict[str, Any]:
    """A message as JSON: what goes into its places are messages, numbers or texts."""
    values: dict[str, Any] = {}
    for name, value in message.values.items():
        if isinstance(value, Message):
            values[name] = _plain(value)
        else:
            values[name] = value if isinstance(value, int | float) else str(value)
    return {"text": message.text, "many": message.many, "values": values}


def _message(plain: object) -> Message | None:
    """The message that `_plain` made; None for anything else."""
    if not isinstance(plain, dict):
        return None
    text, many, values = plain.get("text"), plain.get("many"), plain.get("values")
    if not (isinstance(text, str) and isinstance(many, str) and isinstance(values, dict)):
        return None
    message = Message(
        text, many, {name: _message(value) or value for name, value in values.items()}
    )
    try:
        str(message)
    except (LookupError, ValueError):  # of another version, with other places
        return None
    return message


def _action(line: bytes, verbs: Mapping[str, Verb]) -> Arguments:
    """Do what the line asks for.

    Raises:
        FailedError, WrongUseError: It cannot be done.
    """
    request = _document(line)
    if request is None:
        raise FailedError(_OTHER_VERSION)
    verb, arguments = request.get("verb"), request.get("arguments", {})
    if not isinstance(verb, str) or verb not in verbs or not isinstance(arguments, dict):
        raise FailedError(sentence("the running copy cannot {verb}", verb=json.dumps(verb)))
    return verbs[verb](arguments)


def _document(line: bytes) -> dict[str, Any] | None:
    """The JSON object in a line of our version, or None."""
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return None
    ours = isinstance(document, dict) and document.get("version") == VERSION
    return document if ours else None


def _line(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document).encode() + b"\n"
