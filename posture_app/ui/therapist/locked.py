"""What stands in the place of a practice's pages while its data are locked."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from posture_app.errors import Message
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.state_card import StateCard
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.ui.widgets.tips import plain_tip
from posture_app.words.catalogue import _, said


class Locked(ScrollPage):
    """A field for the passphrase.

    Signals:
        unlock_wanted: The passphrase that was typed.
    """

    unlock_wanted = Signal(str)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__(make.theme)
        self.setObjectName("locked")
        self._field = QLineEdit()
        self._field.setObjectName("passphrase")
        self._field.setAccessibleName(_("Passphrase"))
        self._field.setToolTip(plain_tip(_("Passphrase")))
        self._field.setPlaceholderText(_("Passphrase"))
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        keep_size(self._field, make.theme, width=Extent(most=360))
        self._field.returnPressed.connect(self._unlock)
        self._problem = make.label("", "body", "danger")
        self._problem.setObjectName("unlock-problem")
        self._problem.hide()
        self._button = make.button(_("Unlock"), "primary", icon="lock", name="unlock")
        self._button.clicked.connect(self._unlock)
        self._busy = make.label(_("It is being unlocked."), "body", "muted")
        self._busy.setObjectName("unlocking")
        self._busy.hide()
        why = _("The data of your patients are locked with a passphrase.")
        row = QWidget()  # or no word could be longer than the field
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._field, 1)
        beside.addStretch()
        lines: list[str | QWidget] = [why, row, self._problem, self._busy]
        card = make(StateCard, "sitting", _("Locked"), lines, self._button, name="state-locked")
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.setFocusProxy(self._field)

    def show_problem(self, problem: Message | None) -> None:
        """Say why the last passphrase was not taken, and wait for another."""
        self._show_busy(is_busy=False)
        self._problem.setVisible(problem is not None)
        if problem is not None:
            self._problem.setText(said(problem))
            self._field.selectAll()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._field.clear()
        self.fit()

    @Slot()
    def _unlock(self) -> None:
        if self._field.text() and self._button.isEnabled():
            self._show_busy(is_busy=True)
            self.unlock_wanted.emit(self._field.text())

    def _show_busy(self, *, is_busy: bool) -> None:
        """The key takes half a second, in which it is tried only once."""
        self._button.setEnabled(not is_busy)
        self._busy.setVisible(is_busy)
