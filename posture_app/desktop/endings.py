"""The system's wishes that the program end: Ctrl+C in a terminal, a log-out, a shut-down."""

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class Endings(QObject):
    """Hears SIGINT, SIGTERM and SIGHUP while Qt runs, when Python alone would not.

    Qt's loop rarely comes back to Python, so the signal's number is written into a socket that the
    loop watches. Windows ends programs by closing their windows, which needs nothing here.

    Signals:
        wanted: The program is asked to end.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._read, self._write = socket.socketpair()
        for one in (self._read, self._write):
            one.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _wait_for_qt)

    @Slot()
    def _heard(self) -> None:
        self._read.recv(64)
        self.wanted.emit()


def _wait_for_qt(_number: int, _frame: FrameType | None) -> None:
    """The socket tells Qt; here nothing is left to do."""
