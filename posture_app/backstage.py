"""What is behind the window and goes on without it: diagnostics, library and journal.

Nothing of it is loaded before it is needed: a program that only waits for the next break needs
neither the library nor the journal (docs/decisions/0011).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desk import Desk

if TYPE_CHECKING:
    from posture_app.desktop.diagnostics import Diagnostics
    from posture_app.opening import Opened, Opening


class Backstage(QObject):
    """Loads each thing once, for the window and for the breaks.

    Attributes:
        diagnostics: What went wrong is written there, from `watch` on.
        crashed: Whether the last run died of a signal.
        opened: Library and journal, once they are loaded.

    Signals:
        ready: Library and journal are loaded: `Opened`.
        failed: The exception that stands in the way.
        closing: The journal is about to be closed.
    """

    closing = Signal()
    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opening: Opening | None = None
        self.diagnostics: Diagnostics | None = None
        self.crashed = False
        self.opened: Opened | None = None

    def watch(self) -> None:
        """Write down what goes wrong from now on."""
        if self.diagnostics is None:
            from posture_app.desktop.diagnostics import Diagnostics

            self.diagnostics = Diagnostics(self._desk.data_folder, self)
            self.crashed = self.diagnostics.start()

    @Slot()
    def open(self) -> None:
        """Load library and journal; where that has begun already, nothing more is done."""
        if self._opening is not None:
            return
        from posture_app.opening import Opening

        self._opening = Opening(self._desk.data_folder, self._desk.now(), self)
        self._opening.opened.connect(self._take)
        self._opening.failed.connect(self._fail)
        self._opening.start()

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the journal, which must be closed, and load it."""
        if self._opening is not None:
            self._opening.restore(backup)

    def close_journal(self) -> str:
        """Write what is not yet written; returns a sentence where that could not be done."""
        from posture_app.store.errors import StoreError

        self.closing.emit()
        opened, self.opened = self.opened, None
        try:
            if opened is not None:
                try:
                    opened.history.retry()
                finally:
                    opened.journal.close()
        except StoreError as error:
            return f"{error} What was done last could not be logged."
        return ""

    def close(self) -> None:
        """Wait for what is being read, and write down no more."""
        if self._opening is not None:
            self._opening.close()
        if self.diagnostics is not None:
            self.diagnostics.close()

    @Slot(object)
    def _take(self, opened: "Opened") -> None:
        self.opened = opened
        self.ready.emit(opened)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        from posture_app.library.files import BrokenFileError
        from posture_app.store.errors import StoreError

        if self.diagnostics is not None and not isinstance(error, (BrokenFileError, StoreError)):
            self.diagnostics.bug(error)
        self.failed.emit(error)
