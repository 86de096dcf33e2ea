"""Files that are dropped on the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent

from posture_app.plans import SUFFIX

if TYPE_CHECKING:
    from posture_app.ui.main_window import MainWindow

WHAT_WAS_DONE: Final = ".json"
"""How a file ends in which a patient tells what they did."""


class FileDrops(QObject):
    """Takes the files that are dropped on a window and can be opened.

    Signals:
        plan_dropped: The `Path` of a plan's file, which oneself may follow.
        template_dropped: The same where it is for a practice, which is to take it in.
        files_dropped: The `Path`s of files in which patients tell what they did.
    """

    plan_dropped = Signal(object)
    template_dropped = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._main = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Something that can be opened may be dropped, and was."""
        kind = event.type()
        if kind not in {QEvent.Type.DragEnter, QEvent.Type.Drop} or not isinstance(
            event, QDropEvent
        ):
            return False
        path = dropped_plan(event.mimeData())
        is_for_practice = self._main.workspace == "practice"  # which takes files of patients, too
        files = dropped_files(event.mimeData()) if is_for_practice else ()
        if path is None and not files:
            return False
        event.acceptProposedAction()
        if kind == QEvent.Type.Drop:
            if files:
                self.files_dropped.emit(files)
            else:
                dropped = self.template_dropped if is_for_practice else self.plan_dropped
                dropped.emit(path)
        return True


def dropped_plan(dropped: QMimeData) -> Path | None:
    """The plan's file among what was dropped; None where there is none."""
    return next((one for one in _paths(dropped) if one.suffix.casefold() == SUFFIX), None)


def dropped_files(dropped: QMimeData) -> Sequence[Path]:
    """The files of patients among what was dropped."""
    return [one for one in _paths(dropped) if one.suffix.casefold() == WHAT_WAS_DONE]


def _paths(dropped: QMimeData) -> Sequence[Path]:
    return [Path(one.toLocalFile()) for one in dropped.urls() if one.isLocalFile()]
