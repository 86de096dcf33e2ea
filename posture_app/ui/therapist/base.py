"""What the pages of a practice have in common: what stands there while the data are closed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from posture_app.errors import Message
from posture_app.ui.pages.cannot_load import CannotLoad
from posture_app.ui.pages.list_with_detail import ListWithDetail
from posture_app.ui.therapist.damaged import Damaged
from posture_app.ui.therapist.locked import Locked
from posture_app.ui.widgets.factory import WidgetFactory
from posture_app.ui.widgets.layouts import ScrollPage
from posture_app.ui.widgets.snackbar import Snackbar
from posture_app.words.catalogue import _, said


class PracticePage(ListWithDetail):
    """A page that lists and shows what is kept about patients.

    Signals:
        unlock_wanted: The passphrase that the person has typed.
        try_wanted: What could not be opened is to be tried again.
        copy_wanted: The `Path` of a copy that is to be gone back to.
        begin_wanted: Empty data are to be begun.
    """

    unlock_wanted = Signal(str)
    try_wanted = Signal()
    copy_wanted = Signal(object)
    begin_wanted = Signal()

    def __init__(self, make: WidgetFactory, list_view: ScrollPage | None = None) -> None:
        """Make it; `list_view` as that of `ListWithDetail`."""
        super().__init__(make, list_view)
        self._locked: Locked | None = None
        self._problem: QWidget | None = None
        self._teller: Snackbar | None = None

    def show_locked(self, problem: Message | None = None) -> None:
        """Show nothing but a field for the passphrase, and why the last one was not taken."""
        if self._locked is None:
            self._locked = self.make(Locked)
            self._locked.unlock_wanted.connect(self.unlock_wanted)
            self.views.addWidget(self._locked)
        self.views.setCurrentWidget(self._locked)
        self._locked.show_problem(problem)
        if self.isVisible():
            self._locked.setFocus()

    def show_problem(self, problem: Message) -> None:
        """Say why there is nothing to show, and offer another try."""
        page = self.make(CannotLoad, said(problem))
        page.try_wanted.connect(self.try_wanted)
        self._show_instead(page)

    def show_damaged(
        self, problem: Message, copies: Sequence[tuple[Path, str]], *, is_gone: bool
    ) -> None:
        """Say that the data are damaged or gone, and offer their copies; see `Damaged`."""
        page = self.make(Damaged, problem, copies, is_gone=is_gone)
        page.try_wanted.connect(self.try_wanted)
        page.copy_wanted.connect(self.copy_wanted)
        page.begin_wanted.connect(self.begin_wanted)
        self._show_instead(page)

    def tell(self, sentence: str) -> None:
        """Say something at the foot of the page: what could not be done, or was."""
        if self._teller is None:
            self._teller = self.make(Snackbar, self)
        self._teller.tell(sentence, _("Close"), "")

    @property
    def is_closed(self) -> bool:
        """Whether the page stands behind a lock or a problem, and is to show its first view."""
        shown = self.views.currentWidget()
        return shown is not None and shown in {self._locked, self._problem}

    def _show_instead(self, page: QWidget) -> None:
        if self._problem is not None:
            self._problem.deleteLater()
        self._problem = page
        self.views.addWidget(page)
        self.views.setCurrentWidget(page)
        if self.isVisible():
            page.setFocus()
