"""The pose editor within the form: as wide as the window, with a way back."""

from dataclasses import replace
from typing import Final, get_args

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.library.draft import ExerciseDraft
from posture_app.library.motion import Motion, StartPosition
from posture_app.ui.therapist.pose.draft import NOTHING_YET
from posture_app.ui.therapist.pose.editor import PoseEditor
from posture_app.ui.therapist.pose.preview import Timing
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _

TOLD_AFTER_MS: Final = 250
"""A joint that is dragged changes with every move of the pointer; the form hears of it after."""
_TITLE_FROM_PX: Final = 500
"""In a lower window the figure needs the room of its name."""
_STARTS: Final[tuple[StartPosition, ...]] = get_args(StartPosition)


class PosingPage(QWidget):
    """The figure to be posed, which is told while it changes.

    Signals:
        motion_changed: The `Motion` as it is now.
        timing_changed: The `Timing` as it is now.
        done: The person goes back to the rest of the form.
    """

    motion_changed = Signal(object)
    timing_changed = Signal(object)
    done = Signal()

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        page = make.scroll_page()
        self._theme = make.theme
        self._title = make.elided_label("", "heading")
        page.column.addWidget(self._title)
        back = make.button("", icon="back", tip=_("Back to the form"), name="posing-back")
        back.setToolTip(_("Back; the pose is kept (Esc)"))
        back.clicked.connect(self.finish)
        self.editor = make(PoseEditor, back)
        page.column.addWidget(self.editor)
        page.column.addStretch(1)
        self._page = page
        page.viewport().installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self._late = QTimer(self, singleShot=True, interval=TOLD_AFTER_MS)
        self._late.timeout.connect(self._tell)
        self.editor.changed.connect(self._late.start)
        self.editor.timing_changed.connect(self._tell_timing)

    def show_draft(self, draft: ExerciseDraft) -> None:
        """Begin with the draft's motion, or with somebody at rest in its position."""
        self._title.setText(draft.name.strip() or _("The pose"))
        self.editor.set_motion(draft.motion or beginning(draft.position or ""))
        dose, usual = draft.dose, Timing()
        self.editor.set_timing(
            Timing(
                move_s=usual.move_s if dose.move_s is None else dose.move_s,
                hold_s=usual.hold_s if dose.hold_s is None else dose.hold_s,
                return_s=usual.return_s if dose.return_s is None else dose.return_s,
            )
        )
        self._page.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Let the figure have its share of the page."""
        if watched is self._page.viewport() and event.type() == QEvent.Type.Resize:
            high = self._page.viewport().height()
            self._title.setVisible(high >= self._theme.px(_TITLE_FROM_PX))
            self.editor.fit(high)
        return super().eventFilter(watched, event)

    @Slot()
    def finish(self) -> None:
        """Tell what was changed last, and go back."""
        if self._late.isActive():
            self._tell()
        self.editor.stop_playing()
        self.done.emit()

    @Slot()
    def _tell(self) -> None:
        self._late.stop()
        self.motion_changed.emit(self.editor.motion())

    @Slot()
    def _tell_timing(self) -> None:
        self.timing_changed.emit(self.editor.timing())


def beginning(position: str) -> Motion:
    """Nothing moves yet, from a start position where the figure knows it."""
    start = next((one for one in _STARTS if one == position), NOTHING_YET.start)
    return replace(NOTHING_YET, start=start)
