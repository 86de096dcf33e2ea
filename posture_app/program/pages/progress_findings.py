"""What goes before pain and spasms, reckoned beside the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

if TYPE_CHECKING:
    from posture_app.journal.day_table import DayTable


class FindingsThread(QThread):
    """Reckons once, from a table that nobody changes; it goes by itself when it is done.

    Signals:
        progressed: The share of the work that is done, from 0 to 1.
        found: All findings; not told where it was stopped.
    """

    progressed = Signal(float)
    found = Signal(object)

    def __init__(self, table: "DayTable") -> None:
        application = QCoreApplication.instance()
        super().__init__(application)
        self._table = table
        self.finished.connect(self.deleteLater)
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    def run(self) -> None:
        """Import numpy and reckon."""
        from posture_app.journal.associations import findings

        found = findings(self._table, go_on=self._go_on)
        if found is not None:
            self.found.emit(found)

    def _go_on(self, share: float) -> bool:
        self.progressed.emit(share)
        return not self.isInterruptionRequested()

    @Slot()
    def stop(self) -> None:
        """Nobody wants to know it any more; returns when it has stopped."""
        self.requestInterruption()
        self.wait()


class Findings(QObject):
    """Has the findings of one table reckoned at a time.

    Signals:
        progressed: The share that is done.
        found: All findings.
    """

    progressed = Signal(float)
    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key: object = None
        self._thread: FindingsThread | None = None

    def is_of(self, key: object) -> bool:
        """Whether what belongs to this key is reckoned or told already."""
        return self._key == key

    def reckon(self, key: object, table: "DayTable | None") -> None:
        """Begin with a table; None where there are no days."""
        self.stop()
        self._key = key
        if table is None:
            self.found.emit(())
            return
        self._thread = thread = FindingsThread(table)
        thread.progressed.connect(self.progressed)
        thread.found.connect(self.found)
        thread.finished.connect(self._let_go)
        thread.start(QThread.Priority.LowPriority)

    def stop(self) -> None:
        """Stop what is reckoned."""
        thread, self._thread, self._key = self._thread, None, None
        if thread is not None:
            thread.finished.disconnect(self._let_go)
            thread.found.disconnect(self.found)
            thread.progressed.disconnect(self.progressed)
            thread.stop()

    @Slot()
    def _let_go(self) -> None:
        self._thread = None
