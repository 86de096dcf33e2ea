"""Lets a person check their workplace: the sheet over the window, and what the log keeps of it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from posture_app.program.entry_editor import EntryEditor, new_id
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.words.catalogue import said

# The window is shown before the model is imported: docs/decisions/0005.
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from posture_app.journal.entries import QuestionnaireResponse
    from posture_app.journal.workplace import Answers, WorkplaceKey
    from posture_app.store.entries import Entries
    from posture_app.ui.main_window import MainWindow
    from posture_app.ui.workplace.sheet import WorkplaceSheet

_MOST_READ: Final = 200
"""Among so many of the newest questionnaires of all kinds the last check is looked for."""


class WorkplaceCheck(QObject):
    """The check of one window.

    Attributes:
        sheet: The sheet while it is open.
    """

    def __init__(
        self,
        shared: Shared,
        records: Records,
        editor: EntryEditor,
        window: "MainWindow",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records = shared, records
        self._editor, self._window = editor, window
        self._begun: Mapping[WorkplaceKey, bool | None] = {}
        self.sheet: WorkplaceSheet | None = None

    @Slot()
    def open(self) -> None:
        """Show the sheet; what was answered on one that was closed before its end is kept."""
        opened = self._records.opened
        if self.sheet is not None or opened is None:
            return
        from posture_app.store.errors import StoreError
        from posture_app.ui.workplace.sheet import (
            WorkplaceFacts,
            WorkplaceSheet,
            show_workplace_sheet,
        )

        try:
            last = _last(opened.log.entries)
        except StoreError as error:
            self._records.report(error)
            return
        facts = WorkplaceFacts(last=last, begun=self._begun, sources=opened.loaded.library.sources)
        self.sheet = sheet = self._window.make(WorkplaceSheet, facts, self._window)
        sheet.save_wanted.connect(self._save)
        sheet.finished.connect(self._closed)
        show_workplace_sheet(sheet)

    @Slot(object)
    def _save(self, answers: "Answers") -> None:
        from posture_app.journal.workplace import response_of

        if self.sheet is None:
            return
        local_time = self._shared.local_time
        response = response_of(answers, new_id(), local_time.now(), local_time.zone)
        problem = self._editor.save(response)
        if problem is None:
            self.sheet.accept()
        else:
            self.sheet.show_failure(said(problem))

    @Slot(int)
    def _closed(self, result: int) -> None:
        is_kept = result == QDialog.DialogCode.Accepted
        self._begun = {} if is_kept or self.sheet is None else dict(self.sheet.given)
        self.sheet = None


def last_check(entries: "Entries") -> "QuestionnaireResponse | None":
    """The last check of the workplace that is kept.

    Raises:
        StoreError: The entries cannot be read.
    """
    from posture_app.journal.entries import QuestionnaireResponse
    from posture_app.journal.workplace import newest

    return newest(entries.newest(QuestionnaireResponse, _MOST_READ))


def _last(entries: "Entries") -> "tuple[date, Answers] | None":
    from posture_app.journal.workplace import answers_of

    found = last_check(entries)
    return None if found is None else (found.day, answers_of(found))
