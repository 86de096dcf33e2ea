"""Waits for the first who calls on a local socket, without the library that answers."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Slot

WAITING_CALLS: Final = 50


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

    def end(self) -> None:
        """Wait no longer, and leave no socket behind."""
        if self._socket is None:
            return
        self._notifier.setEnabled(False)
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
