"""A socket of a service of this session, read by Qt's loop: messages out, bytes in, no waiting."""

import socket
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_MOST_OCTETS = 1 << 22

Cut = Callable[[bytes], int]
"""How long the message is that begins these bytes; 0 as long as that is not known, less where none
can begin so, which ends the connection."""


class ServiceSocket(QObject):
    """One connection; `arrived` carries a whole message, `closed` is said once."""

    arrived = Signal(bytes)
    closed = Signal()

    def __init__(self, path: Path, cut: Cut, parent: QObject | None = None) -> None:
        """Connects.

        Raises:
            OSError: nothing listens there.
        """
        super().__init__(parent)
        self._cut = cut
        self._read = b""
        self._open = True
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(str(path))
        except OSError:
            self._socket.close()
            raise
        self._socket.setblocking(False)
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)

    def send(self, octets: bytes) -> None:
        """Sends a message; the few bytes always fit into the socket."""
        if self._open:
            try:
                self._socket.sendall(octets)
            except OSError:
                self.end()

    def close(self) -> None:
        """Ends the connection."""
        if self._open:
            self._open = False
            self._notifier.setEnabled(False)
            self._socket.close()

    def end(self) -> None:
        """Ends the connection, and says that it is closed."""
        if self._open:
            self.close()
            self.closed.emit()

    @Slot()
    def _take(self) -> None:
        try:
            more = self._socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        self._read += more
        if not more or len(self._read) > _MOST_OCTETS:
            self.end()
            return
        while self._open and (length := self._cut(self._read)) <= len(self._read):
            if length < 0:
                self.end()
            if length <= 0:
                return
            message, self._read = self._read[:length], self._read[length:]
            self.arrived.emit(message)
