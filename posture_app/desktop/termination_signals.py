"""The system's wishes that the program end: Ctrl+C in a terminal, a log-out, a shut-down."""

import signal
import socket
import sys
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class TerminationSignals(QObject):
    """Hears SIGINT, SIGTERM and SIGHUP while Qt runs, when Python alone would not.

    Qt's loop rarely comes back to Python, so the signal's number is written into a socket that the
    loop watches. Windows ends programs by closing their windows, which needs nothing here.

    Signals:
        wanted: The program is asked to end.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before: dict[signal.Signals, Any] = {}
        if sys.platform == "win32":
            return
        self._read, self._write = socket.socketpair()
        for one in (self._read, self._write):
            one.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self._before[number] = signal.signal(number, _wait_for_qt)

    @Slot()
    def close(self) -> None:
        """Leave everything as it was before; the program ends."""
        if self._before:
            signal.set_wakeup_fd(-1)
            for number, handler in self._before.items():
                signal.signal(number, handler)
            self._before.clear()
            self._notifier.setEnabled(False)
            self._read.close()
            self._write.close()

    @Slot()
    def _heard(self) -> None:
        self._read.recv(64)
        self.wanted.emit()


def _wait_for_qt(_number: int, _frame: FrameType | None) -> None:
    """The socket tells Qt; here nothing is left to do."""
