"""Waits for the first who calls on a local socket, without the library that answers."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Slot

WAITING_CALLS: Final = 50
MOST_WAITED_S: Final = 0.2
"""So long is waited for what somebody asks who has called already."""
_MOST_BYTES: Final = 64 * 1024


def turn_away(listening: int, answer: bytes) -> None:
    """Take no more calls on a socket, and answer all who have called and were not heard yet.

    Without that they would see the connection end, and not know whether they had been heard.

    Args:
        listening: The socket's descriptor, which stays open.
        answer: What each of them is told.
    """
    with socket.socket(fileno=os.dup(listening)) as calls:
        calls.setblocking(False)
        with suppress(OSError):  # who calls from now on is refused at once
            calls.shutdown(socket.SHUT_RDWR)
        while True:
            try:
                call, _address = calls.accept()
            except OSError:  # there is nobody any more
                return
            with call, suppress(OSError):
                call.settimeout(MOST_WAITED_S)
                call.recv(_MOST_BYTES)  # what is left unread takes the answer with it
                call.sendall(answer)


class FirstCall(QObject):
    """Waits on a local socket for the first who calls, without the network's library.

    Most programs that wait for breaks are never asked anything. Only where a local socket is a
    file: there `QLocalServer` goes on with one that listens already.
    """

    def __init__(self, name: str, take: Callable[[int], None], parent: QObject) -> None:
        """`take` gets the descriptor of the socket, which is then its own.

        Raises:
            OSError: No socket can be made there.
        """
        super().__init__(parent)
        self._name, self._take = name, take
        # We hold the lock, so a socket that is there was left by a copy that was killed.
        Path(name).unlink(missing_ok=True)
        self._socket: socket.socket | None = socket.socket(socket.AF_UNIX)
        try:
            self._socket.setblocking(False)
            self._socket.bind(name)
            Path(name).chmod(0o600)  # before it listens, so nobody else could connect
            self._socket.listen(WAITING_CALLS)
        except OSError:
            self._socket.close()
            raise
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hand_over)

    def end(self, answer: bytes) -> None:
        """Wait no longer, and leave no socket behind; who has called just now gets an answer."""
        if self._socket is None:
            return
        self._notifier.setEnabled(False)
        turn_away(self._socket.fileno(), answer)
        self._socket.close()
        self._socket = None
        Path(self._name).unlink(missing_ok=True)

    @Slot()
    def _hand_over(self) -> None:
        if self._socket is not None:
            self._notifier.setEnabled(False)
            descriptor = self._socket.detach()
            self._socket = None
            self._take(descriptor)
