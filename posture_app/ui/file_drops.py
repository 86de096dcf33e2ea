"""Files that are dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from posture_app.plans import SUFFIX


class FileDrops(QObject):
    """Takes the files that are dropped on a window and can be opened.

    Signals:
        plan_dropped: The `Path` of a plan's file.
    """

    plan_dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """A plan's file may be dropped, and was."""
        kind = event.type()
        if kind not in {QEvent.Type.DragEnter, QEvent.Type.Drop} or not isinstance(
            event, QDropEvent
        ):
            return False
        path = dropped_plan(event.mimeData())
        if path is None:
            return False
        event.acceptProposedAction()
        if kind == QEvent.Type.Drop:
            self.plan_dropped.emit(path)
        return True


def dropped_plan(dropped: QMimeData) -> Path | None:
    """The plan's file among what was dropped; None where there is none."""
    paths = [Path(one.toLocalFile()) for one in dropped.urls() if one.isLocalFile()]
    return next((one for one in paths if one.suffix.casefold() == SUFFIX), None)
