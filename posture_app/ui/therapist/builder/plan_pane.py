"""The plan with the panel of what is chosen below it; in a low window one of the two at a time."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.therapist.builder.panels import Panels
from posture_app.ui.therapist.builder.plan_list import PlanList
from posture_app.ui.therapist.builder.remark_list import RemarkList
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.words.catalogue import _

_LOW_PX: Final = 330
"""Where remarks, plan and panel have less than this, the panel takes the place of the plan."""


_REMARKS_OF_PANE: Final = 3
"""The remarks get at most this part of it, a third; the rest of them scrolls."""


class PlanPane(QWidget):
    """Remarks, the rows of the plan, and the panel, which can be folded away.

    In a low window the panel is folded until it is asked for, and then takes the place of the rows.

    Signals:
        arranged: The panel was opened or folded away.
    """

    arranged = Signal()

    def __init__(
        self, make: WidgetFactory, remarks: RemarkList, rows: PlanList, panels: Panels
    ) -> None:
        super().__init__()
        self._theme = make.theme
        self._remarks, self._rows, self._panels = remarks, rows, panels
        self._is_low = False
        self._is_open = {False: True, True: False}  # by whether it is low
        box = column(tokens.SPACE_S)
        self.setLayout(box)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(2, 0, 0, 0)
        self._title = make.elided_label("", "strong")
        self._turn = make.button(_("Edit"), "secondary", name="builder-edit")
        self._turn.clicked.connect(self._turn_panel)
        line.addWidget(self._title, 1)
        line.addWidget(self._turn)
        panels.folded.connect(self.show_rows)
        box.addWidget(remarks)
        box.addWidget(rows, 1)
        box.addWidget(self._line)
        box.addWidget(panels)
        remarks.hide()
        self._line.hide()

    @property
    def is_open(self) -> bool:
        """Whether the panel is seen."""
        return self._is_open[self._is_low]

    @Slot()
    def show_rows(self) -> None:
        """Fold the panel away: the whole room is for the plan."""
        had_focus = self._panels.isAncestorOf(self.focusWidget() or self)
        self._open(opened=False)
        if had_focus:
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_rows_be_seen(self) -> None:
        """Fold the panel away where it stands in the place of the rows."""
        if self._is_low:
            self.show_rows()

    def open_panel(self) -> None:
        """Show the panel, that something can be changed in it."""
        self._open(opened=True)

    def fit(self, height: int) -> None:
        """Show the panel of what is chosen, in its share of the height of the whole builder."""
        if self._is_low:
            self._panels.fill()
        else:
            remarks = 0 if self._remarks.isHidden() else self._remarks.maximumHeight()
            self._panels.fit(max(0, height - remarks))
        self._title.setText("" if self.is_open else self._panels.title)  # it has one itself

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Show both, or one at a time."""
        super().resizeEvent(event)
        self._is_low = self.height() < self._theme.px(_LOW_PX)
        self._remarks.keep_within(self.height() // _REMARKS_OF_PANE)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape leads back from the panel to the plan where it stands in its place."""
        if event.key() == Qt.Key.Key_Escape and self._is_low and self.is_open:
            self.show_rows()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _turn_panel(self) -> None:
        if self.is_open:
            self.show_rows()
        else:
            self.open_panel()
            self._panels.focus_first()

    def _open(self, *, opened: bool) -> None:
        self._is_open[self._is_low] = opened
        self._arrange()

    def _arrange(self) -> None:
        is_open, is_low = self.is_open, self._is_low
        self._turn.set_text(_("Back to the plan") if is_open else _("Edit"))
        self._line.setVisible(is_low or not is_open)
        self._panels.setVisible(is_open)
        self._panels.let_fold(foldable=is_open and not is_low)
        self._rows.setVisible(not (is_low and is_open))
        self.arranged.emit()
