"""What closes a break whatever else fails."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from posture_app.ui.overlay.windows import OverlayWindow


class Deadline(QObject):
    """Closes every window of a break at a moment that nothing else can move, and tells it."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._pass)

    def start(self, after_s: float) -> None:
        """From now."""
        self.timer.start(round(after_s * 1000))

    def stop(self) -> None:
        """The break was closed in time."""
        self.timer.stop()

    @Slot()
    def _pass(self) -> None:
        # Asks the application and not whoever opened them: their memory may be what is wrong.
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, OverlayWindow) and widget.isVisible():
                widget.hide()
        self.passed.emit()
