"""A patient's notes, kept as they are typed."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.theme import tokens
from posture_app.ui.widgets.cards import column
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.fields import NoteField
from posture_app.ui.widgets.text_size import Extent, keep_size
from posture_app.words.catalogue import _

KEPT_AFTER_MS = 300
"""What is typed is kept when nothing more was typed for so long."""


class _Field(NoteField):
    """Tells when the keyboard leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts."""
        super().focusOutEvent(event)
        self.left.emit()


class PatientNotes(QWidget):
    """One large field.

    Signals:
        edited: The notes as they were known to be kept, and as they are now.
    """

    edited = Signal(str, str)

    def __init__(self, make: WidgetFactory) -> None:
        super().__init__()
        self.setObjectName("patient-notes")
        body = column(tokens.SPACE_M)
        self.setLayout(body)
        hint = _("Findings, agreements, what to ask next time")
        self.field = make(_Field, "", hint, "notes")
        self.field.setAccessibleName(_("Notes"))
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        keep_size(self.field, make.theme, height=Extent(least=320))
        body.addWidget(self.field, 1)
        about = _("Kept as you type, and never handed over. They are on no handout and in no file.")
        body.addWidget(make.label(about, "small", "muted"))
        self._kept = ""
        self._wait = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        self._wait.timeout.connect(self.keep)
        self.field.textChanged.connect(self._wait_a_moment)
        self.field.left.connect(self.keep)

    def show_notes(self, notes: str) -> None:
        """Show what is kept; what is being typed stays."""
        if self._wait.isActive() or notes == self.field.toPlainText():
            return
        self._kept = notes
        self.field.blockSignals(True)
        self.field.setPlainText(notes)
        self.field.moveCursor(QTextCursor.MoveOperation.End)  # which is where one goes on
        self.field.blockSignals(False)

    @Slot()
    def keep(self) -> None:
        """Let what was typed count now."""
        self._wait.stop()
        typed = self.field.toPlainText()
        if typed != self._kept:
            before, self._kept = self._kept, typed
            self.edited.emit(before, typed)

    @Slot()
    def _wait_a_moment(self) -> None:
        # Not begun anew with each letter: who types without a pause has it kept all the same.
        if not self._wait.isActive():
            self._wait.start()
