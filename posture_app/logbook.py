"""The log as a person changes it in the window; made when the journal is open."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from posture_app.journal.model import SessionRecord
from posture_app.store.errors import StoreError, UnknownSessionError
from posture_app.store.journal import Journal
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.snapshots import SessionAnswers

FIRST_PAGE: Final = 50


class Logbook(QObject):
    """Carries out what the window's pages ask of the journal, and says where that failed.

    Attributes:
        unfinished: The session that was cut off and is neither resumed nor closed yet.
        shown: How many sessions the log's page shows.

    Signals:
        changed: What the pages show is to be shown anew.
    """

    changed = Signal()

    def __init__(self, window: MainWindow, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._journal = window, journal
        self._deleted: dict[str, SessionRecord] = {}
        self.unfinished: SessionRecord | None = journal.unfinished()
        self.shown = FIRST_PAGE
        self._links = (
            (window.close_unfinished_requested, self._close_unfinished),
            (window.session_details_requested, self._show_session),
            (window.delete_session_requested, self._delete_session),
            (window.undo_delete_requested, self._undo_delete),
            (window.answers_edited, self._edit_answers),
            (window.more_sessions_requested, self._show_more),
        )
        for signal, slot in self._links:
            signal.connect(slot)

    def close(self) -> None:
        """Let go of the window: the journal is about to be closed."""
        for signal, slot in self._links:
            signal.disconnect(slot)

    @Slot()
    def _close_unfinished(self) -> None:
        record = self.unfinished
        if record is not None:
            if self._attempt(lambda: self._journal.close_interrupted(record.id)):
                self.unfinished = self._journal.unfinished()
            self.changed.emit()

    @Slot(object)
    def _show_session(self, session_id: str) -> None:
        self._window.show_session(self._journal.session(session_id))

    @Slot(object)
    def _delete_session(self, session_id: str) -> None:
        def delete() -> None:
            self._deleted[session_id] = self._journal.delete_session(session_id)

        self._attempt(delete)
        if self.unfinished is not None and self.unfinished.id == session_id:
            self.unfinished = None
        self.changed.emit()

    @Slot(object)
    def _undo_delete(self, session_id: str) -> None:
        record = self._deleted.get(session_id)
        if record is not None:
            if self._attempt(lambda: self._journal.restore_session(record)):
                del self._deleted[session_id]
            self.changed.emit()

    @Slot(object)
    def _edit_answers(self, answers: SessionAnswers) -> None:
        def keep() -> None:
            self._journal.set_pain_before(answers.session_id, answers.pain_before)
            self._journal.set_answers(
                answers.session_id,
                pain_after=answers.pain_after,
                effort=answers.effort,
                note=answers.note,
            )

        self._attempt(keep)
        self.changed.emit()

    @Slot()
    def _show_more(self) -> None:
        self.shown += FIRST_PAGE
        self.changed.emit()

    def _attempt(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except (StoreError, UnknownSessionError) as error:
            QMessageBox.warning(self._window, "Posture App", str(error))
            return False
        return True
