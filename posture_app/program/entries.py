"""Lets a person enter how they are, spasms, treatments and more: sheets over the window."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from posture_app.errors import FailedError
from posture_app.program.entry_editor import EntryEditor, new_id
from posture_app.program.health import safety_of
from posture_app.program.shared import Shared
from posture_app.ui.entry_kinds import MENU, EntryKind
from posture_app.words.catalogue import _, said

# The window is shown before the model is imported: docs/decisions/0005.
if TYPE_CHECKING:
    from posture_app.coach.factors import Factor
    from posture_app.journal.entries import CheckIn, Entry, QuestionnaireResponse
    from posture_app.journal.forms import Entered, EntryDraft, EntryForm, FormContext
    from posture_app.journal.questionnaires import QuestionnaireKey
    from posture_app.ui.entries.sheet import EntrySheet
    from posture_app.ui.main_window import MainWindow
    from posture_app.ui.widgets.snackbar import Snackbar

WRITTEN_AFTER_MS: Final = 500
"""What was entered is in the draft's file this long after the last change."""
OLDEST_DAYS: Final = 7
"""The answers of a check-in from longer ago are not shown in a new one."""
LOOKED_THROUGH: Final = 50
"""The names of activities are looked for in this many questionnaires."""
_UNDO: Final = "undo"


class EntrySheets(QObject):
    """Opens the sheets in one window, one at a time, and keeps what was entered.

    Attributes:
        sheet: The one that is open.
    """

    def __init__(
        self,
        shared: Shared,
        editor: EntryEditor,
        window: "MainWindow",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._editor, self._window = shared, editor, window
        self.sheet: EntrySheet | None = None
        self._kind: EntryKind = "note"
        self._key = ""
        self._before: Entered | None = None
        self._questionnaire: QuestionnaireKey | None = None
        self._blank: EntryForm | None = None
        self._begun_at: datetime | None = None
        self._drafts: dict[str, EntryDraft] | None = None
        self._snackbar: Snackbar | None = None
        self._unwritten = QTimer(self, singleShot=True, interval=WRITTEN_AFTER_MS)
        self._unwritten.timeout.connect(self.keep)
        editor.saved.connect(self._tell_saved)
        editor.deleted.connect(self._tell_deleted)

    @Slot(object)
    def open(self, kind: EntryKind) -> None:
        """Show the sheet for a new entry; what was begun on it earlier is offered first."""
        if self.sheet is None and self._editor.entries is not None:
            self._show(self._made(kind, self._shared.local_time.zone), kind, kind)

    @Slot(object)
    def open_questionnaire(self, key: "QuestionnaireKey") -> None:
        """Show the sheet for a certain questionnaire."""
        self._questionnaire = key
        self.open("questionnaire")
        self._questionnaire = None

    @Slot(object)
    def open_entry(self, entry: "Entry") -> None:
        """Show the sheet of an entry, to change it; one without a sheet changes nothing."""
        from posture_app.journal.forms import form_of, has_sheet

        if self.sheet is not None or self._editor.entries is None or not has_sheet(entry):
            return
        kind = _kind_of(entry)
        self._before = entry
        sheet = self._made(kind, entry.time_zone)
        sheet.show_form(form_of(entry))
        self._show(sheet, kind, entry.id)

    @Slot()
    def keep(self) -> None:
        """Write what is being entered into the draft's file now."""
        self._unwritten.stop()
        sheet = self.sheet
        if sheet is None or sheet.is_offering:
            return
        from posture_app.journal.forms import EntryDraft

        form = sheet.form()
        if form == self._blank:
            self._forget_draft(self._key)
            return
        self._begun_at = self._begun_at or self._shared.local_time.now()
        entry_id = "" if self._before is None else self._before.id
        draft = EntryDraft(begun_at=self._begun_at, form=form, entry_id=entry_id)
        drafts = self._kept_drafts()
        if drafts.get(self._key) != draft:
            drafts[self._key] = draft
            self._write()

    # Opening

    def _made(self, kind: EntryKind, time_zone: str) -> "EntrySheet":
        health, window = self._shared.health, self._window
        moment = partial(self._moment, time_zone)
        match kind:
            case "check_in":
                from posture_app.ui.entries.check_in import CheckInSheet

                factors = health.value.factors
                sheet = window.make(CheckInSheet, moment, safety_of(health), factors, window)
                sheet.factors_chosen.connect(self._take_factors)
                last = self._last_check_in() if self._before is None else None
                if last is not None:
                    sheet.suggest(last)
                return sheet
            case "spasm":
                from posture_app.ui.entries.spasm import SpasmSheet

                return window.make(SpasmSheet, moment, safety_of(health), window)
            case "treatment":
                from posture_app.ui.entries.treatment import TreatmentSheet

                return window.make(TreatmentSheet, moment, window)
            case "questionnaire":
                return self._made_questionnaire(moment)
            case _:
                from posture_app.ui.entries.note import NoteSheet

                return window.make(NoteSheet, moment, window)

    def _made_questionnaire(self, moment: "Callable[[], FormContext]") -> "EntrySheet":
        from posture_app.ui.entries.questionnaire import QuestionnaireSheet

        sheet = self._window.make(QuestionnaireSheet, moment, self._window)
        if self._before is None:
            sheet.suggest(self._questionnaires())
            if self._questionnaire is not None:
                sheet.choose(self._questionnaire)
        return sheet

    def _show(self, sheet: "EntrySheet", kind: EntryKind, key: str) -> None:
        from posture_app.ui.entries.sheet import show_sheet

        self.sheet, self._kind, self._key = sheet, kind, key
        self._blank, self._begun_at = sheet.form(), None
        sheet.edited.connect(self._keep_soon)
        sheet.save_wanted.connect(self._save)
        sheet.resumed.connect(self._resume)
        sheet.begun_anew.connect(self._begin_anew)
        sheet.finished.connect(self._closed)
        draft = self._kept_drafts().get(key)
        if draft is not None and type(draft.form) is type(self._blank):
            sheet.offer_draft(self._begun_words(draft.begun_at))
        show_sheet(sheet)

    def _begun_words(self, begun: datetime) -> str:
        from posture_app.journal.zones import zone
        from posture_app.words.formats import long_date, time_of_day

        now = self._shared.local_time.now()
        begun = begun.astimezone(zone(self._shared.local_time.zone))
        time = time_of_day(begun)
        if begun.date() == now.astimezone(begun.tzinfo).date():
            return _("Go on with what you had begun at {time}?").format(time=time)
        pattern = _("Go on with what you had begun on {day} at {time}?")
        return pattern.format(day=long_date(begun.date()), time=time)

    def _last_check_in(self) -> "CheckIn | None":
        """The last check-in, if it is not long ago."""
        from posture_app.journal.entries import CheckIn
        from posture_app.store.errors import StoreError

        entries = self._editor.entries
        try:
            newest = entries.newest(CheckIn) if entries is not None else ()
        except StoreError:
            return None  # saving tells it
        today = self._shared.local_time.today
        return next((one for one in newest if 0 <= (today - one.day).days <= OLDEST_DAYS), None)

    def _questionnaires(self) -> "Sequence[QuestionnaireResponse]":
        """The newest questionnaires, of which a new one takes the names."""
        from posture_app.journal.entries import QuestionnaireResponse
        from posture_app.store.errors import StoreError

        entries = self._editor.entries
        try:
            return () if entries is None else entries.newest(QuestionnaireResponse, LOOKED_THROUGH)
        except StoreError:
            return ()  # saving tells it

    def _moment(self, time_zone: str) -> "FormContext":
        from posture_app.journal.forms import FormContext

        now, year = self._shared.local_time.now(), self._shared.health.value.birth_year
        return FormContext(now=now, time_zone=time_zone, birth_year=year)

    # What is done on a sheet

    @Slot()
    def _keep_soon(self) -> None:
        if not self._unwritten.isActive():  # whoever types on and on is not to lose it all
            self._unwritten.start()

    @Slot(object)
    def _save(self, form: "EntryForm") -> None:
        from posture_app.journal.forms import entry_of

        sheet = self.sheet
        if sheet is None:
            return
        self.keep()
        entry = entry_of(form, sheet.moment(), new_id(), self._before)
        problem = self._editor.save(entry)
        if problem is not None:
            sheet.show_failure(said(problem))
            return
        if sheet.signs:
            self._shared.health.note_signs(sheet.signs)
        self._forget_draft(self._key)
        sheet.accept()

    @Slot()
    def _resume(self) -> None:
        from posture_app.journal.forms import as_begun, on_the_clock

        draft, sheet = self._kept_drafts().get(self._key), self.sheet
        if draft is None or sheet is None:
            return
        self._begun_at = draft.begun_at
        begun = on_the_clock(draft.begun_at, sheet.moment().time_zone)
        sheet.show_form(as_begun(draft.form, begun))

    @Slot()
    def _begin_anew(self) -> None:
        self._forget_draft(self._key)

    @Slot(object)
    def _take_factors(self, factors: "frozenset[Factor]") -> None:
        health = self._shared.health
        health.take(replace(health.value, factors=factors))

    @Slot(int)
    def _closed(self, result: int) -> None:
        if result == QDialog.DialogCode.Rejected:
            self.keep()
            is_new = self._before is None
            if self.sheet is not None and not self.sheet.is_offering and self._has_draft and is_new:
                self._tell(_("What you had begun is kept."), _("Go on"), self._kind)
        self._unwritten.stop()
        self.sheet = self._before = self._blank = None

    # Drafts

    @property
    def _has_draft(self) -> bool:
        return self._key in self._kept_drafts()

    def _kept_drafts(self) -> "dict[str, EntryDraft]":
        if self._drafts is None:
            from posture_app.desktop.entry_drafts import read_drafts

            self._drafts = read_drafts(self._shared.data_folder)
        return self._drafts

    def _forget_draft(self, key: str) -> None:
        if self._kept_drafts().pop(key, None) is not None:
            self._write()

    def _write(self) -> None:
        from posture_app.desktop.entry_drafts import write_drafts

        try:
            write_drafts(self._shared.data_folder, self._kept_drafts())
        except FailedError as error:
            self._shared.notices.warn("entry-draft", error.message)

    # What is said afterwards

    @Slot(object)
    def _tell_saved(self, entry: "Entry") -> None:
        from posture_app.words.entries import saved_words

        self._tell(saved_words(entry), _("Undo"), _UNDO)

    @Slot(object)
    def _tell_deleted(self, entry: "Entry") -> None:
        from posture_app.words.entries import deleted_words

        self._forget_draft(entry.id)
        self._tell(deleted_words(entry), _("Undo"), _UNDO)

    def _tell(self, words: str, action: str, key: str) -> None:
        if self._snackbar is None:
            from posture_app.ui.widgets.snackbar import Snackbar

            self._snackbar = self._window.make(Snackbar, self._window)
            self._snackbar.acted.connect(self._action)
        self._snackbar.tell(words, action, key)

    @Slot(object)
    def _action(self, key: str) -> None:
        if key == _UNDO:
            problem = self._editor.undo()
            if problem is not None:
                self._shared.notices.warn("entry-undo", problem)
            return
        kind = next((one for one in MENU if one == key), None)
        if kind is not None:
            self.open(kind)
            if self.sheet is not None:
                self.sheet.resume()


def _kind_of(entry: "Entered") -> EntryKind:
    from posture_app.journal.entries import CheckIn, QuestionnaireResponse, Spasm, Treatment

    match entry:
        case CheckIn():
            return "check_in"
        case Spasm():
            return "spasm"
        case Treatment():
            return "treatment"
        case QuestionnaireResponse():
            return "questionnaire"
        case _:
            return "note"
