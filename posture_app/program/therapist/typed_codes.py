"""Takes over the code that a patient's telephone shows."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from posture_app.exchange.adherence_code import BrokenCodeError, read_code
from posture_app.library.model import Library
from posture_app.plans.adherence_files import ImportedFile
from posture_app.plans.files import plan_file
from posture_app.plans.model import AdherenceFile
from posture_app.plans.patient import KeptPlan
from posture_app.plans.patient_course import handed_over
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.practice import PracticeData
from posture_app.ui.main_window import MainWindow
from posture_app.ui.therapist.code_sheet import CodeSheet
from posture_app.words.catalogue import _, said
from posture_app.words.patients import merged_words


class TypedCodes(QObject):
    """Opens the sheet for one patient at a time.

    Signals:
        taken: What became of a code, as a sentence.
    """

    taken = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        practice: PracticeData,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._shared = window, shared
        self._records, self._practice = records, practice
        self._sheet: CodeSheet | None = None
        self._patient_id = ""
        self._unfinished = ("", "")
        practice.closing.connect(self.close)

    def open(self, patient_id: str) -> None:
        """Show the sheet for a patient."""
        if self._sheet is not None or self._practice.patients is None:
            return
        self._patient_id = patient_id
        self._sheet = sheet = self._window.make(CodeSheet, self._window)
        of_whom, typed = self._unfinished
        if of_whom == patient_id:
            sheet.field.setPlainText(typed)
        self._unfinished = ("", "")
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.entered.connect(self._take)
        sheet.finished.connect(self._forget)
        sheet.open()

    @Slot()
    def close(self) -> None:
        """Close the sheet, if it is open; what was typed stands there when it is opened again."""
        if self._sheet is not None:
            self._unfinished = (self._patient_id, self._sheet.field.toPlainText())
            self._sheet.reject()

    @Slot()
    def _forget(self) -> None:
        self._sheet = None

    @Slot(str)
    def _take(self, code: str) -> None:
        opened, sheet = self._records.opened, self._sheet
        if opened is None or sheet is None:
            return
        kept = self._practice.ask(lambda data: data.plans(self._patient_id), ())
        try:
            adherence = read_of_versions(code, kept, opened.loaded.library)
        except BrokenCodeError as error:
            sheet.tell(said(error.message))
            return
        if adherence is None:
            sheet.tell(_("No plan was handed over yet."))
            return
        file = ImportedFile(Path(_("Code")), adherence, sha256(code.encode()).hexdigest())
        now = self._practice.local_time.now()
        merged = self._practice.change(lambda data: data.merge([file], now))
        if merged is not None:
            sheet.accept()
            self.taken.emit(merged_words(merged[0]))


def read_of_versions(code: str, kept: Sequence[KeptPlan], library: Library) -> AdherenceFile | None:
    """What a code tells of the version of a patient's plan that it belongs to.

    Returns:
        What it tells; None where no plan was handed over whose exercises are still there.

    Raises:
        BrokenCodeError: It cannot be read of the newest version, nor of one before.
    """
    first: BrokenCodeError | None = None
    for _day, plan in reversed(handed_over(kept)):
        with suppress(KeyError):  # an exercise of the therapist's own may be gone
            file = plan_file(plan, library)
            try:
                return read_code(code, file)
            except BrokenCodeError as error:
                first = first or error
    if first is not None:
        raise first
    return None
