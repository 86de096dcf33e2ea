"""Makes the report for a clinician with the person, saves it and prints it."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Slot

from posture_app.errors import not_written
from posture_app.program.health import system_territory
from posture_app.program.printing import Printing
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.words.catalogue import _, language, said

if TYPE_CHECKING:
    from posture_app.handout.document import LaidOut
    from posture_app.journal.report import Report, ReportChoice
    from posture_app.ui.main_window import MainWindow
    from posture_app.ui.report_sheet import ReportSheet

LETTER_TERRITORIES: Final = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE"})
"""Where paper is Letter, and not A4."""

_log = logging.getLogger(__name__)


class ReportSheets(QObject):
    """Opens the sheet in one window, and shows on it what the log tells.

    Attributes:
        sheet: The one that is open.
    """

    def __init__(
        self,
        shared: Shared,
        records: Records,
        window: "MainWindow",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._window = shared, records, window
        self.sheet: ReportSheet | None = None
        self._report: Report | None = None
        self._document: LaidOut | None = None
        self._printing = Printing(self)
        self._printing.refused.connect(self._tell_refused)
        records.closing.connect(self.close)

    @Slot()
    def open(self) -> None:
        """Show the sheet over the window, with the last three months."""
        if self.sheet is not None or self._records.opened is None:
            return
        from posture_app.handout.reading import usual_first_day
        from posture_app.journal.report import Paper, ReportChoice
        from posture_app.ui.report_sheet import ReportSheet

        today = self._shared.health.today
        is_letter = system_territory() in LETTER_TERRITORIES
        choice = ReportChoice(
            first_day=usual_first_day(today),
            last_day=today,
            language=language(),
            paper=Paper.LETTER if is_letter else Paper.A4,
        )
        self.sheet = sheet = self._window.make(ReportSheet, choice, today, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.changed.connect(self._show)
        sheet.save_wanted.connect(self._save)
        sheet.print_wanted.connect(self._print)
        sheet.finished.connect(self._closed)
        self._show(choice)
        sheet.open()

    @Slot()
    def close(self) -> None:
        """Close the sheet, if it is open: the log is about to be closed."""
        if self.sheet is not None:
            self.sheet.reject()

    @Slot(object)
    def _show(self, choice: "ReportChoice") -> None:
        """Draw the pages; the log is read only when the period is another."""
        from posture_app.handout.report import laid_out
        from posture_app.store.errors import StoreError

        sheet, before = self.sheet, self._report
        if sheet is None:
            return
        period = choice.first_day, choice.last_day
        if before is None or (before.first_day, before.last_day) != period:
            try:
                self._report = self._read(choice)
            except StoreError as error:
                sheet.tell(said(error.message), is_problem=True)
                return
        report = self._report
        if report is not None:
            self._document = laid_out(report, choice)
            sheet.show_report(self._document.pages, report.notes)

    def _read(self, choice: "ReportChoice") -> "Report | None":
        from posture_app.handout.reading import ReportLog

        opened = self._records.opened
        if opened is None:
            return None
        log = ReportLog(opened.journal, opened.log.entries, opened.history, opened.log.reported)
        health, zone = self._shared.health, self._shared.local_time.zone
        return log.report(choice.first_day, choice.last_day, health.today, zone, health.value.signs)

    @Slot(object)
    def _save(self, path: Path) -> None:
        from posture_app.handout.document import write_pdf

        sheet, document = self.sheet, self._document
        if sheet is None or document is None:
            return
        try:
            write_pdf(document, path)
        except OSError as error:
            _log.info("A report could not be written: %s", type(error).__name__)
            sheet.tell(said(not_written(path, error)), is_problem=True)
        else:
            sheet.tell(_("Saved as {name}.").format(name=path.name))

    @Slot()
    def _print(self) -> None:
        if self.sheet is not None and self._document is not None:
            self._printing.ask(self._document, self.sheet)

    @Slot()
    def _tell_refused(self) -> None:
        if self.sheet is not None:
            self.sheet.tell(_("The printer did not take it."), is_problem=True)

    @Slot()
    def _closed(self) -> None:
        self.sheet = self._report = self._document = None
        self._printing.forget()
