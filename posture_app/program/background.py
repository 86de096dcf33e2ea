"""Work that takes long, on a thread, with how much of it is done and a way to end it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal, Slot

from posture_app.program.long_work import CancelledError, Progress

Work = Callable[[Progress], object]
"""Is given what it tells its progress to, from 0 to 1; that raises CancelledError when it ends."""


class Background(QObject):
    """Does one thing at a time.

    Signals:
        progressed: How much is done, from 0 to 1.
        done: What the work has returned.
        failed: The exception that ended it; a `CancelledError` where it was cancelled.
    """

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[object] | None = None
        self._cancelled = Event()
        self._told = 0.0
        # Never before `start` has returned, however short the work is.
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done, or was done and is not told yet."""
        return self._running is not None

    def start(self, work: Work) -> bool:
        """Do something, unless something else is being done; returns whether it was begun."""
        if self.is_busy:
            return False
        self._cancelled.clear()
        self._told = 0.0
        if self._pool is None:
            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="data")
        self._running = self._pool.submit(work, self._progress)
        self._running.add_done_callback(self._ended.emit)
        return True

    def cancel(self) -> None:
        """End what is being done, at its next step; it has done nothing then."""
        self._cancelled.set()

    def close(self) -> None:
        """End what is being done, and wait for it; something else can be begun afterwards."""
        self.cancel()
        pool, self._pool = self._pool, None
        self._running = None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _progress(self, share: float) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        if share - self._told >= 0.01 or share >= 1:
            self._told = share
            self.progressed.emit(share)

    @Slot(object)
    def _tell(self, future: "Future[object]") -> None:
        if future is self._running:
            self._running = None  # who is told may begin something else
        if future.cancelled():
            return
        error = future.exception()
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(future.result())
