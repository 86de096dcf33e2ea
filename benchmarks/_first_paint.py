"""What `start.py` watches a window with, in the process that shows it."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer


class FirstPaint(QObject):
    """Notes when a window with all that is in it was painted first, then calls `after`."""

    def __init__(self, after: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.at_s: float | None = None
        self._seen = False
        self._after = after

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        """Qt's own hook; lets everything pass."""
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            # The window's parts are painted before the loop comes to this.
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self.at_s = time.time()
        self._after()


def memory_mb() -> float:
    """Resident memory, with what is shared counted by share (PSS)."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not tell")
