"""What `start.py` watches a window with, in the process that shows it."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer


class FirstPaint(QObject):
    """Notes when a window is first painted, then calls `after`."""

    def __init__(self, after: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.at_s: float | None = None
        self._after = after

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - as Qt calls it
        """Qt's own hook; lets everything pass."""
        if event.type() == QEvent.Type.Paint and self.at_s is None:
            self.at_s = time.time()
            QTimer.singleShot(0, self._after)
        return False


def memory_mb() -> float:
    """Resident memory, with what is shared counted by share (PSS)."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not tell")
