"""What the pages of a practice have in common: what stands there while the data are locked."""

from PySide6.QtCore import Signal

from posture_app.errors import Message
from posture_app.ui.pages.base import Page
from posture_app.ui.pages.cannot_load import CannotLoad
from posture_app.ui.theme.theme import Theme
from posture_app.ui.therapist.locked import Locked
from posture_app.words.catalogue import said


class PracticePage(Page):
    """A page that shows what is kept about patients.

    Signals:
        unlock_wanted: The passphrase that the person has typed.
        try_wanted: What could not be opened is to be tried again.
    """

    unlock_wanted = Signal(str)
    try_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._locked: Locked | None = None
        self._problem: CannotLoad | None = None

    def show_locked(self, problem: Message | None = None) -> None:
        """Show nothing but a field for the passphrase, and why the last one was not taken."""
        if self._locked is None:
            self._locked = Locked(self.theme)
            self._locked.unlock_wanted.connect(self.unlock_wanted)
            self.views.addWidget(self._locked)
        self._locked.show_problem(problem)
        self.views.setCurrentWidget(self._locked)

    def show_problem(self, problem: Message) -> None:
        """Say why there is nothing to show, and offer another try."""
        if self._problem is not None:
            self._problem.deleteLater()
        self._problem = CannotLoad(self.theme, said(problem))
        self._problem.try_wanted.connect(self.try_wanted)
        self.views.addWidget(self._problem)
        self.views.setCurrentWidget(self._problem)

    @property
    def is_closed(self) -> bool:
        """Whether the page stands behind a lock or a problem, and is to show its first view."""
        shown = self.views.currentWidget()
        return shown is not None and shown in {self._locked, self._problem}
