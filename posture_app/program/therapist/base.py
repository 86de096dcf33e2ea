"""What the controllers of a practice's pages have in common."""

from typing import Any

from PySide6.QtCore import QObject, Slot

from posture_app.errors import Message
from posture_app.journal.zones import zone
from posture_app.program.pages.base import PageController
from posture_app.program.records import Records
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.patient_copies import PatientCopy
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_keys import PageKey
from posture_app.words.catalogue import said
from posture_app.words.patients import copy_words


class PracticeController(PageController):
    """Of a page that shows the therapist's data: filled while it is open and they are not locked.

    What is derived from it says in `show_now` what to show.
    """

    def __init__(
        self,
        window: MainWindow,
        key: PageKey,
        practice: PracticeData,
        records: Records,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, key, parent)
        self._practice, self._records = practice, records
        practice.turned.connect(self.fill)
        practice.changed.connect(self.fill)
        practice.closing.connect(self.keep_now)
        practice.failed.connect(self._tell_failed)
        window.page_opened.connect(self._opened)

    def use(self, page: Any) -> None:  # noqa: ANN401 - each controller has its own kind
        """Hear the passphrase."""
        page.unlock_wanted.connect(self._practice.unlock_soon)
        page.try_wanted.connect(self._practice.open)
        page.copy_wanted.connect(self._practice.go_back)
        page.begin_wanted.connect(self._practice.begin_anew)
        self._practice.open()

    @Slot()
    def fill(self) -> None:
        """Show the data as they are now, if somebody can see them and may."""
        page: Any = self._window.built.get(self._key)
        if page is None or self._records.opened is None:
            return
        practice = self._practice
        if practice.is_locked:
            page.show_locked(practice.problem)
        elif practice.problem is not None and practice.can_go_back:
            copies = [(one.path, self._copy(one)) for one in practice.copies]
            page.show_damaged(practice.problem, copies, is_gone=practice.is_gone)
        elif practice.problem is not None:
            page.show_problem(practice.problem)
        elif practice.patients is not None and self.is_open:
            self.show_now()

    def _copy(self, one: PatientCopy) -> str:
        here = zone(self._practice.local_time.zone)
        return copy_words(one.made_at.astimezone(here), one.patients)

    def show_now(self) -> None:
        """Fill the page, which is open; the data are, too."""
        raise NotImplementedError

    @Slot(object)
    def _tell_failed(self, problem: Message) -> None:
        page: Any = self._window.built.get(self._key)
        if page is not None and self.is_open:
            page.tell(said(problem))

    @Slot()
    def keep_now(self) -> None:
        """Keep what is being written."""
        self.keep()

    @Slot(object)
    def _opened(self, key: str) -> None:
        if key == self._key:
            self.fill()
