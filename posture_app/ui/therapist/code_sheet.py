"""The code that a patient's telephone shows is typed or pasted in here."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.ui.widgets.layouts import Flow
from posture_app.ui.widgets.page_width import READING_PX
from posture_app.words.catalogue import _


class CodeSheet(QDialog):
    """A sheet over the window.

    Signals:
        entered: What was typed; answer by `tell` or by closing the sheet.
    """

    entered = Signal(str)

    def __init__(self, make: WidgetFactory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code-sheet")
        self.setWindowTitle(_("Type in a code"))
        self.resize(make.theme.px(640), make.theme.px(460))
        scroll = make.scroll_page(READING_PX)
        body = scroll.column
        body.addWidget(make.label(_("Type in a code"), "display"))
        about = _(
            "The page on the telephone shows it at its end. Paste it or type it; spaces, hyphens "
            "and small letters do not matter."
        )
        body.addWidget(make.label(about, "lead", "muted"))
        self.field = make(NoteField, "", _("The code"), "adherence-code")
        self.field.setAccessibleName(_("The code"))
        body.addWidget(self.field)
        self._problem = make.label("", "body", "danger")
        self._problem.setObjectName("code-problem")
        self._problem.hide()
        body.addWidget(self._problem)
        body.addStretch(1)
        foot = QWidget()
        line = QVBoxLayout(foot)
        line.setContentsMargins(tokens.SPACE_3XL, 0, tokens.SPACE_XL, 0)
        flow = Flow(tokens.SPACE_M)
        take = make.button(_("Read it in"), "primary", name="take-code")
        take.clicked.connect(self._take)
        leave = make.button(
            _("Not now"), tip=_("Close without keeping anything (Esc)"), name="leave-code"
        )
        leave.clicked.connect(self.reject)
        flow.add(take)
        flow.add(leave)
        line.addWidget(flow)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, tokens.SPACE_L)
        outer.addWidget(scroll, 1)
        outer.addWidget(foot)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        """Why the code was not taken."""
        return self._problem.text()

    def tell(self, problem: str) -> None:
        """Say why the code was not taken."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @Slot()
    def _take(self) -> None:
        typed = self.field.toPlainText().strip()
        if typed:
            self.entered.emit(typed)
