"""How the program begins and ends: one way in, one way out."""

import logging
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

_log = logging.getLogger(__name__)


class LifecycleState(Enum):
    """Where the program is between its start and its end."""

    STARTING = auto()
    RUNNING = auto()
    ENDING = auto()
    ENDED = auto()


class Lifecycle(QObject):
    """Owns the application's event loop, and what is to be done before it ends.

    Attributes:
        state: Where the program is.
        exit_code: What the process answers with.
    """

    def __init__(self, qt: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._qt = qt
        self._endings: list[Callable[[], object]] = []
        self._is_in_loop = False
        self.state = LifecycleState.STARTING
        self.exit_code = 0

    def at_end(self, *parts: Callable[[], object]) -> None:
        """Do these when the program ends, in this order and after those that were named before."""
        self._endings += parts

    def run(self) -> int:
        """Run until the program is quit; returns the exit code."""
        if self.state is not LifecycleState.ENDED:  # it may have ended while it was started
            self._is_in_loop = True
            self._qt.exec()
            self._is_in_loop = False
        return self.exit_code

    @Slot()
    def quit(self) -> None:
        """Keep what is to be kept, and end; a part that fails keeps no other part from its end."""
        if self.state in {LifecycleState.ENDING, LifecycleState.ENDED}:
            return
        self.state = LifecycleState.ENDING
        try:
            for part in self._endings:
                self._attempt(part)
        finally:
            self.state = LifecycleState.ENDED
            # Not quit(), which closes each window first and ends nothing where one stays.
            if self._is_in_loop:
                self._qt.exit()

    def _attempt(self, part: Callable[[], object]) -> None:
        try:
            part()
        except Exception:  # noqa: BLE001 - whatever it is, the program must end
            self.exit_code = 1
            _log.exception("a part of the program could not be ended")
