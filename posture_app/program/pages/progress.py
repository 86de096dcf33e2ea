"""The page Progress: what was done and entered, to be looked at, corrected and taken out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMessageBox

from posture_app.errors import Message
from posture_app.journal.course import Period, first_day_of
from posture_app.journal.entries import Entry
from posture_app.journal.insight import Finding
from posture_app.journal.zones import zone
from posture_app.plans.progress import planned_by_week
from posture_app.program.entry_editor import EntryEditor
from posture_app.program.pages.base import DatedController
from posture_app.program.pages.progress_findings import Findings
from posture_app.program.pages.progress_log import ProgressLog, progress_snapshot
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError, UnknownSessionError
from posture_app.store.journal import Journal
from posture_app.ui.main_window import MainWindow
from posture_app.ui.page_targets import SessionTarget
from posture_app.ui.pages.progress import ProgressPage
from posture_app.ui.pages.snapshots import DiaryQuery, SessionAnswers
from posture_app.words.catalogue import _, said

FIRST_PAGE: Final = 50
FINDINGS_DAYS: Final = 2 * 365
"""What goes before pain is looked for in this time: what was long ago may be so no more."""
UNKEPT: Final = "answers"
"""The key of the notice that edited answers are not in the log."""


class ProgressController(DatedController):
    """Shows the log, and changes it as the person wants; says where that failed.

    Signals:
        entry_wanted: An `Entry` that the person wants to edit.
        check_in_wanted: The person wants to say how they are.
        questionnaire_wanted: The `Key` of a questionnaire that they want to fill in.
        report_wanted: The person wants to hand something on.
    """

    entry_wanted = Signal(object)
    check_in_wanted = Signal()
    questionnaire_wanted = Signal(object)
    report_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        editor: EntryEditor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "progress", records, shared.local_time, parent)
        self._notices, self._editor = shared.notices, editor
        self._page: ProgressPage | None = None
        self._shown = FIRST_PAGE
        self._query = DiaryQuery()
        editor.deleted.connect(self._leave_deleted)
        self._findings = Findings(self)
        self._findings.progressed.connect(self._show_share)
        self._findings.found.connect(self._show_findings)
        window.destroyed.connect(self._findings.stop)
        self.follow()

    def use(self, page: ProgressPage) -> None:
        """Hear what the person wants."""
        self._page = page
        page.session_details_requested.connect(self._show_session)
        page.delete_session_requested.connect(self._delete_session)
        page.undo_delete_requested.connect(self._undo_delete)
        page.answers_edited.connect(self._edit_answers)
        page.more_requested.connect(self._show_more)
        page.diary_asked.connect(self._look_for)
        page.entry_wanted.connect(self.entry_wanted)
        page.check_in_requested.connect(self.check_in_wanted)
        page.questionnaire_requested.connect(self.questionnaire_wanted)
        page.report_requested.connect(self.report_wanted)
        page.entry_delete_requested.connect(self._delete_entry)
        page.undo_requested.connect(self._undo)
        page.course_requested.connect(self._show_course)
        page.year_requested.connect(self._show_year)
        page.places_requested.connect(self._show_places)

    def show_now(self) -> None:
        """Fill the page."""
        opened = self._records.opened
        if self._page is not None and opened is not None:
            now, time_zone = self._local_time.now(), self._local_time.zone
            deleted = tuple(self._records.deleted.values())
            self._page.show_snapshot(
                progress_snapshot(
                    ProgressLog.of(opened), now, time_zone, self._shown, self._query, deleted
                )
            )

    def keep(self) -> None:
        """Let what was typed into the answers of a session count, though only just now."""
        if self._page is not None:
            self._page.detail.keep()

    @Slot(object)
    def _show_session(self, session_id: str) -> None:
        opened = self._records.opened
        if opened is not None:
            self._window.show_details(SessionTarget(opened.journal.session(session_id)))

    @Slot(object)
    def _delete_session(self, session_id: str) -> None:
        def delete(journal: Journal) -> None:
            self._records.deleted[session_id] = journal.delete_session(
                session_id, self._local_time.now()
            )

        unfinished = self._records.unfinished
        if unfinished is not None and unfinished.id == session_id:
            self._records.unfinished = None
        self._attempt(delete)

    @Slot(object)
    def _undo_delete(self, session_id: str) -> None:
        record = self._records.deleted.get(session_id)
        if record is None:
            return

        def restore(journal: Journal) -> None:
            # A later edit than the deletion, which another machine may know of by now.
            journal.restore_session(replace(record, edited_at=self._local_time.now()))
            del self._records.deleted[session_id]

        self._attempt(restore)

    @Slot(object)
    def _edit_answers(self, answers: SessionAnswers) -> None:
        """Keep answers; what fails is told beside them, for it comes while somebody types."""
        opened, page = self._records.opened, self._page
        if opened is None or page is None:
            return
        try:
            now = self._local_time.now()
            opened.journal.set_pain_before(answers.session_id, answers.pain_before, now)
            opened.journal.set_answers(
                answers.session_id,
                pain_after=answers.pain_after,
                effort=answers.effort,
                note=answers.note,
                edited_at=now,
            )
            self._notices.withdraw(UNKEPT)
        except (StoreError, UnknownSessionError) as error:
            words = _("What you changed could not be kept: {problem}").format(problem=error)
            page.detail.tell_unkept(words)
            self._notices.warn(UNKEPT, words)
        finally:
            self._records.note_change()

    @Slot()
    def _show_more(self) -> None:
        self._shown += FIRST_PAGE
        self.fill()

    @Slot(object)
    def _look_for(self, query: DiaryQuery) -> None:
        self._query, self._shown = query, FIRST_PAGE
        self.fill()

    @Slot(object)
    def _delete_entry(self, entry: Entry) -> None:
        self._tell(self._editor.delete(entry))

    @Slot(object)
    def _leave_deleted(self, entry: Entry) -> None:
        if self._page is not None:
            self._page.leave_deleted(entry)

    @Slot()
    def _undo(self) -> None:
        self._tell(self._editor.undo())

    def _tell(self, problem: Message | None) -> None:
        if problem is not None:
            QMessageBox.warning(self._window, "Posture App", said(problem))

    # What a view of the page asks for

    @Slot(object)
    def _show_course(self, period: Period) -> None:
        def show(page: ProgressPage, log: ProgressLog) -> None:
            today = self._today()
            first = first_day_of(period, today, log.first_day())
            course = log.course(first, today, self._local_time.zone)
            page.show_course(replace(course, planned=self._planned(first, today)))
            self._look_for_findings(log, today)

        self._answer(show)

    def _planned(self, first: date, today: date) -> dict[date, int]:
        """What the programmes that were followed asked for, week by week."""
        opened = self._records.opened
        if opened is None:
            return {}
        programmes = opened.loaded.library.programmes
        return planned_by_week(opened.log.programmes.every(), programmes, first, today)

    def _look_for_findings(self, log: ProgressLog, today: date) -> None:
        """Reckon what goes before pain and spasms, if the log holds anything else than before."""
        key = self._records.revision, today
        if not self._findings.is_of(key):
            first = today - timedelta(days=FINDINGS_DAYS - 1)
            self._findings.reckon(key, log.day_table(first, today, self._local_time.zone))

    @Slot(float)
    def _show_share(self, share: float) -> None:
        if self._page is not None:
            self._page.show_findings_share(share)

    @Slot(object)
    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        if self._page is not None:
            self._page.show_findings(findings)

    @Slot(int)
    def _show_year(self, year: int) -> None:
        def show(page: ProgressPage, log: ProgressLog) -> None:
            first, last = date(year, 1, 1), date(year, 12, 31)
            page.show_year(log.course(first, last, self._local_time.zone), self._today())

        self._answer(show)

    @Slot(object)
    def _show_places(self, period: Period) -> None:
        def show(page: ProgressPage, log: ProgressLog) -> None:
            today = self._today()
            first = first_day_of(period, today, log.first_day())
            page.show_places(log.places(first, today))

        self._answer(show)

    def _answer(self, show: Callable[[ProgressPage, ProgressLog], None]) -> None:
        opened, page = self._records.opened, self._page
        if opened is None or page is None:
            return
        try:
            show(page, ProgressLog.of(opened))
        except StoreError as error:
            self._records.report(error)

    def _today(self) -> date:
        return self._local_time.now().astimezone(zone(self._local_time.zone)).date()

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
