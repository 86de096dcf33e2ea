"""The handout beside a plan that is being written, as it is after the last edit."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from posture_app.handout.live import RenderRequest


def _begin() -> Executor:
    from posture_app.handout.live import begin_process

    return begin_process()


class LiveHandout(QObject):
    """Has one handout drawn after the other; what has become old meanwhile is left out.

    Signals:
        drawn: The `RenderedPage`s of the last one that was wanted.
    """

    drawn = Signal(object)
    _finished = Signal(object)

    def __init__(
        self, begin: Callable[[], Executor] = _begin, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._begin = begin
        self._process: Executor | None = None
        self._running: Future[object] | None = None
        self._next: RenderRequest | None = None
        self._finished.connect(self._take)

    def draw(self, order: "RenderRequest") -> None:
        """Have this drawn, after what is being drawn now."""
        self._next = order
        if self._running is None:
            self._go_on()

    @Slot()
    def close(self) -> None:
        """End the process; the next handout begins another one, which reads the library anew."""
        process, self._process = self._process, None
        self._running = self._next = None
        if process is not None:
            process.shutdown(wait=False, cancel_futures=True)

    def _go_on(self) -> None:
        from posture_app.handout.live import draw

        order, self._next = self._next, None
        if order is None:
            return
        if self._process is None:
            self._process = self._begin()
        self._running = self._process.submit(draw, order)
        self._running.add_done_callback(self._finished.emit)

    @Slot(object)
    def _take(self, future: "Future[object]") -> None:
        if future is not self._running:  # of a process that was ended
            return
        self._running = None
        if future.cancelled() or future.exception() is not None:
            self.close()  # it has died; the next one begins another
            return
        self.drawn.emit(future.result())
        self._go_on()
