"""A question on a sheet over the dimmed session."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.paint import rounded
from posture_app.words.catalogue import N_, _, pgettext

_KEPT: Final = N_("What you have done so far is in your log and stays there.")
_PREVIEWED: Final = N_("Nothing of this preview is kept.")
_WIDTH_PX: Final = 460
_DIM: Final = 0.5


class _Sheet(QWidget):
    """The bright part, with round corners."""

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self._theme = make.theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the ground."""
        colour = self._theme.colour
        ground = "sunken" if self._theme.palette.dark else "surface"  # above what is dimmed
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), tokens.RADIUS_XL, colour(ground), colour("line"))


class LeaveSheet(QWidget):
    """Go on, or end here; it covers its parent, which shows through.

    Signals:
        stay: Go on with the routine.
        leave: End here and keep what was done.
    """

    stay = Signal()
    leave = Signal()

    def __init__(self, make: WidgetFactory, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = make.theme
        sheet = self._sheet = make(_Sheet)
        sheet.setMaximumWidth(make.theme.px(_WIDTH_PX))
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(*(tokens.SPACE_XXL,) * 4)
        inside.setSpacing(tokens.SPACE_M)
        inside.addWidget(make.label(_("End here?"), "title"))
        self.text = make.label(_(_KEPT), "lead", "muted")
        inside.addWidget(self.text)
        inside.addSpacing(tokens.SPACE_M)
        self.go_on = make.button(
            _("Go on"), "primary", tip=_("Back to the routine (Esc)"), name="leave_stay"
        )
        end = self._end = make.button(
            pgettext("routine", "End here"),
            tip=_("End the routine and keep what was done"),
            name="leave_end",
        )
        self.go_on.clicked.connect(self.stay)
        end.clicked.connect(self.leave)
        ways = Flow()
        ways.add(self.go_on)
        ways.add(end)
        inside.addWidget(ways)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(sheet, 100)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(tokens.SPACE_L,) * 4)
        outer.addStretch(8)  # low enough to leave the count in sight, also in large letters
        outer.addLayout(across)
        outer.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """The text size may be another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._sheet.setMaximumWidth(self._theme.px(_WIDTH_PX))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's signature
        """Keep the keyboard on the sheet: from one button to the other."""
        reasons = Qt.FocusReason
        other = self._end if self.go_on.hasFocus() else self.go_on
        other.setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        return True

    def show_preview(self) -> None:
        """Say that nothing is kept."""
        self.text.setText(_(_PREVIEWED))

    def show_unwritten(self, problem: str) -> None:
        """Say that what was done is not in the log, and why; "" for when it is there again."""
        unwritten = _("What you have done so far is not in your log yet. {problem}")
        self.text.setText(unwritten.format(problem=problem) if problem else _(_KEPT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Dim what is behind."""
        dim = QColor(0, 0, 0)
        dim.setAlphaF(_DIM)
        QPainter(self).fillRect(self.rect(), dim)
