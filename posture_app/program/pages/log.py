"""The page Log: the sessions that were done, to be looked at, corrected and taken out."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from posture_app.journal.model import SessionRecord
from posture_app.journal.zones import zone
from posture_app.program.pages.base import DatedController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError, UnknownSessionError
from posture_app.store.journal import Journal
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.log import LogPage
from posture_app.ui.pages.snapshots import LogSnapshot, SessionAnswers
from posture_app.words.catalogue import said

FIRST_PAGE: Final = 50


class LogController(DatedController):
    """Shows the log, and changes it as the person wants; says where that failed."""

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "log", records, shared.local_time, parent)
        self._page: LogPage | None = None
        self._deleted: dict[str, SessionRecord] = {}
        self._shown = FIRST_PAGE
        self.follow()

    def use(self, page: LogPage) -> None:
        """Hear what the person wants."""
        self._page = page
        page.session_details_requested.connect(self._show_session)
        page.delete_session_requested.connect(self._delete_session)
        page.undo_delete_requested.connect(self._undo_delete)
        page.answers_edited.connect(self._edit_answers)
        page.more_sessions_requested.connect(self._show_more)

    def show_now(self) -> None:
        """Fill the page."""
        opened = self._records.opened
        if self._page is not None and opened is not None:
            now, time_zone = self._local_time.now(), self._local_time.zone
            self._page.show_snapshot(log_snapshot(opened.journal, now, time_zone, self._shown))

    @Slot(object)
    def _show_session(self, session_id: str) -> None:
        opened = self._records.opened
        if opened is not None:
            self._window.show_session(opened.journal.session(session_id))

    @Slot(object)
    def _delete_session(self, session_id: str) -> None:
        def delete(journal: Journal) -> None:
            self._deleted[session_id] = journal.delete_session(session_id)

        unfinished = self._records.unfinished
        if unfinished is not None and unfinished.id == session_id:
            self._records.unfinished = None
        self._attempt(delete)

    @Slot(object)
    def _undo_delete(self, session_id: str) -> None:
        record = self._deleted.get(session_id)
        if record is not None and self._attempt(lambda journal: journal.restore_session(record)):
            del self._deleted[session_id]

    @Slot(object)
    def _edit_answers(self, answers: SessionAnswers) -> None:
        def keep(journal: Journal) -> None:
            journal.set_pain_before(answers.session_id, answers.pain_before)
            journal.set_answers(
                answers.session_id,
                pain_after=answers.pain_after,
                effort=answers.effort,
                note=answers.note,
            )

        self._attempt(keep)

    @Slot()
    def _show_more(self) -> None:
        self._shown += FIRST_PAGE
        self.fill()

    def _attempt(self, change: Callable[[Journal], object]) -> bool:
        opened = self._records.opened
        if opened is None:
            return False
        try:
            change(opened.journal)
        except (StoreError, UnknownSessionError) as error:
            QMessageBox.warning(self._window, "Posture App", said(error.message))
            return False
        finally:
            self._records.note_change()
        return True


def log_snapshot(journal: Journal, now: datetime, time_zone: str, shown: int) -> LogSnapshot:
    """The newest `shown` sessions and this week."""
    sessions = journal.sessions(limit=shown + 1)
    return LogSnapshot(
        now=now.astimezone(zone(time_zone)),
        week=journal.week(now, time_zone),
        sessions=sessions[:shown],
        has_more=len(sessions) > shown,
    )
