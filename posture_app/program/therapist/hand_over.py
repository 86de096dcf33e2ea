"""Hands a plan over: lays it out, saves and prints it, and notes that the patient has it."""

import gc
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from posture_app.dataclass import dataclass
from posture_app.errors import FailedError, not_written
from posture_app.plans.model import Practice
from posture_app.plans.practice import PracticeSettings
from posture_app.program.background import Background
from posture_app.program.long_work import CancelledError
from posture_app.program.printing import Printing
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.therapist.practice import REFUSALS
from posture_app.program.therapist.practice_settings import CurrentPractice
from posture_app.words import hand_over as words
from posture_app.words.catalogue import _, language, said

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from posture_app.handout.document import LaidOut
    from posture_app.handout.plan_sheet import PlanLayout
    from posture_app.library.model import Library
    from posture_app.plans.hand_over import HandOverChoice, HandOverFormat
    from posture_app.plans.model import Language, Plan, PlanFile
    from posture_app.plans.patient import KeptPlan
    from posture_app.program.long_work import Progress
    from posture_app.program.therapist.practice import PracticeData
    from posture_app.ui.main_window import MainWindow
    from posture_app.ui.therapist.hand_over_sheet import HandOverFacts, HandOverSheet, SaveRequest

SETTLE_MS: Final = 120
"""The pages follow when nothing was chosen for so long."""
STEPS_AT_ONCE: Final = 12
"""Exercises that are laid out before keys and clicks are heard again: some 10 ms."""
STEPS_AT_FIRST: Final = 60
"""A usual plan is laid out with these, and nobody sees that it takes a while."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn on a thread, and where all of it is to go."""

    request: "SaveRequest"
    file: "PlanFile"
    library: "Library"
    contents: "Mapping[HandOverFormat, bytes]" = field(default_factory=dict)


class HandOver(QObject):
    """Opens the sheet for one plan at a time.

    Attributes:
        sheet: The one that is open.
    """

    def __init__(
        self,
        shared: Shared,
        records: Records,
        practice: "PracticeData",
        settings: CurrentPractice,
        window: "MainWindow",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._window = shared, records, window
        self._practice, self._settings = practice, settings
        self.sheet: HandOverSheet | None = None
        self._kept: KeptPlan | None = None
        self._before: Plan | None = None
        self._remembered: HandOverChoice | None = None
        self._folder: Path | None = None
        self._libraries: dict[str, Library] = {}
        self._document: LaidOut | None = None
        self._layout: PlanLayout | None = None
        self._going_on = QTimer(self, interval=0)
        self._going_on.timeout.connect(self._go_on)
        self._then: Callable[[], None] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._lay_out)
        self._printing = Printing(self)
        self._printing.refused.connect(self._tell_refused)
        self._printing.printed.connect(self._count)
        self._reading = Background(self)
        self._reading.done.connect(self._take_library)
        self._work = Background(self)
        self._work.progressed.connect(self._show_progress)
        self._work.done.connect(self._write)
        self._work.failed.connect(self._fail)
        practice.closing.connect(self.close)
        records.closing.connect(self.close)
        records.ready.connect(self._forget_libraries)

    def open(self, kept: "KeptPlan", before: "Plan | None" = None) -> None:
        """Show the sheet over the window.

        Args:
            kept: The version that is handed over.
            before: The one that the patient has; None where they have none before it.
        """
        opened = self._records.opened
        if self.sheet is not None or opened is None:
            return
        from posture_app.ui.therapist.hand_over_sheet import HandOverSheet

        settings = self._settings.value
        if kept.handed_over_at is None and kept.plan.practice == Practice():
            kept = replace(kept, plan=replace(kept.plan, practice=settings.practice))
        self._kept, self._before = kept, before
        facts = self._facts(kept, before, opened.loaded.library)
        choice = self._first_choice(kept.plan, settings)
        self.sheet = sheet = self._window.make(
            HandOverSheet, facts, choice, self._folder, self._window
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.changed.connect(self._choose)
        sheet.save_wanted.connect(self._save)
        sheet.print_wanted.connect(self._print)
        sheet.cancel_wanted.connect(self._work.cancel)
        sheet.take_back_wanted.connect(self._take_back)
        sheet.finished.connect(self._closed)
        sheet.open()
        self._settle.start()

    @Slot()
    def close(self) -> None:
        """Close the sheet, if it is open, and end what is being done."""
        self._work.close()
        self._reading.close()
        if self.sheet is not None:
            self.sheet.reject()

    # What is shown

    def _facts(
        self, kept: "KeptPlan", before: "Plan | None", library: "Library"
    ) -> "HandOverFacts":
        from posture_app.ui.therapist.hand_over_sheet import HandOverFacts

        plan = kept.plan
        return HandOverFacts(
            plan=plan.name,
            about=self._about(kept),
            stem=words.file_stem(plan),
            missing=words.still_missing(plan, library),
            phases=tuple((one.id, one.name) for one in plan.phases),
            before=None if before is None else before.revision,
        )

    def _about(self, kept: "KeptPlan") -> str:
        is_handed_over = kept.handed_over_at is not None
        return words.about_handing_over(kept.plan, is_handed_over=is_handed_over)

    def _first_choice(self, plan: "Plan", settings: PracticeSettings) -> "HandOverChoice":
        """What was chosen last; how the paper looks is set for the practice."""
        from posture_app.journal.report import Paper
        from posture_app.plans.hand_over import HandOverChoice, per_page

        last = self._remembered
        return HandOverChoice(
            language=plan.language,
            emergency_number=self._shared.health.number if last is None else last.emergency_number,
            paper=Paper(settings.paper),
            per_page=per_page(settings.per_page),
            large_print=settings.large_print,
            days=7 if last is None else last.days,
            tells_changes=last is None or last.tells_changes,
            figure=settings.figure(self._shared.preferences.value.figure),
        )

    def _logo(self) -> "QImage | None":
        """The practice's picture, if there is one that can be read."""
        from posture_app.handout.plan_sheet import read_logo

        path = self._settings.logo
        with suppress(FailedError):
            return None if path is None else read_logo(path)
        return None

    @Slot(object)
    def _choose(self, choice: "HandOverChoice") -> None:
        self._remembered, self._document = choice, None
        self._end_layout()
        own = self._shared.preferences.value.figure
        self._settings.take(
            replace(
                self._settings.value.with_figure(choice.figure, own),
                paper=choice.paper.value,
                per_page=choice.per_page,
                large_print=choice.large_print,
            )
        )
        self._settle.start()

    @Slot()
    def _lay_out(self) -> None:
        """Lay the pages out, when the library is there in the patient's language."""
        from posture_app.handout.hand_over import sheet_choice
        from posture_app.handout.plan_sheet import PlanLayout

        sheet = self.sheet
        if sheet is None:
            return
        self._settle.stop()
        self._end_layout()
        library = self._library(sheet.choice.language)
        if library is None:
            return
        file = self._file(library)
        if file is None:
            return
        today = self._shared.health.today
        choice = sheet_choice(sheet.choice, today, self._logo(), self._file_before(library))
        self._layout = PlanLayout(file, library, choice)
        self._do_steps(STEPS_AT_FIRST)

    @Slot()
    def _go_on(self) -> None:
        self._do_steps(STEPS_AT_ONCE)

    def _do_steps(self, most: int) -> None:
        """Lay more of the pages out; show them, when they are all there."""
        sheet, layout = self.sheet, self._layout
        if sheet is None or layout is None:
            return
        layout.go_on(most)
        if layout.document is None:
            sheet.show_laying_out(layout.share)
            if not self._going_on.isActive():
                # All that is made stays: looking through it for garbage would hold up everybody.
                gc.disable()
                self._going_on.start()
            return
        self._end_layout()
        self._document = layout.document
        sheet.show_pages(self._document.pages)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _end_layout(self) -> None:
        if self._going_on.isActive():
            self._going_on.stop()
            gc.enable()
        self._layout = None

    def _when_laid_out(self, do: "Callable[[], None]") -> None:
        """Do something with the pages as they were chosen, now or when they are there."""
        if self._document is not None:
            do()
            return
        self._then = do
        if self._layout is None:
            self._lay_out()

    def _file(self, library: "Library") -> "PlanFile | None":
        """The plan with what it carries; None, and a word about it, where an exercise is gone."""
        from posture_app.plans.files import plan_file

        if self._kept is None:
            return None
        try:
            return plan_file(self._kept.plan, library)
        except KeyError as error:
            if self.sheet is not None:
                text = _("The plan uses “{exercise}”, which is not in the library any more.")
                self.sheet.tell(text.format(exercise=error.args[0]), is_problem=True)
            return None

    def _file_before(self, library: "Library") -> "PlanFile | None":
        """The version before; None where there is none, or an exercise of it is gone."""
        from posture_app.plans.files import plan_file

        sheet = self.sheet
        if self._before is None or sheet is None or not sheet.choice.tells_changes:
            return None
        try:
            return plan_file(self._before, library)
        except KeyError:
            return None

    def _library(self, wanted: "Language") -> "Library | None":
        """The library in a language; None while it is read and its figures are solved."""
        opened, kept = self._records.opened, self._kept
        if wanted not in self._libraries and kept is not None:
            here = None if opened is None or wanted != language() else opened.loaded.library
            folder = self._shared.data_folder
            used = {item.exercise for phase in kept.plan.phases for item in phase.items}

            def work(_progress: "Progress") -> "tuple[Language, Library]":
                from posture_app.library.files import load, personal_paths
                from posture_app.ui.figure.scene import scene_of

                library = here or load(personal_paths(folder), language=wanted).library
                for one in used & library.exercises.keys():
                    scene_of(library.exercises[one])
                return wanted, library

            self._reading.start(work)
        return self._libraries.get(wanted)

    @Slot(object)
    def _take_library(self, found: "tuple[Language, Library]") -> None:
        self._libraries[found[0]] = found[1]
        self._lay_out()

    @Slot(object)
    def _forget_libraries(self, _opened: object) -> None:
        self._libraries.clear()

    # What is done

    @Slot(object)
    def _save(self, request: "SaveRequest") -> None:
        self._when_laid_out(partial(self._draw, request))

    def _draw(self, request: "SaveRequest") -> None:
        """Draw what is wanted on a thread: that takes seconds."""
        sheet, document = self.sheet, self._document
        if sheet is None or document is None:
            return
        library = self._library(sheet.choice.language)
        file = None if library is None else self._file(library)
        if library is None or file is None:
            return
        self._folder = request.path if request.form is None else request.path.parent
        whole, texts, figure = file, library, sheet.choice.figure

        def work(progress: "Progress") -> _Drawn:
            from posture_app.handout.document import pdf_of
            from posture_app.handout.hand_over import draw_figures
            from posture_app.plans.hand_over import HandOverFormat

            contents = {}
            if request.form in {None, HandOverFormat.PAPER}:
                contents[HandOverFormat.PAPER] = pdf_of(document)
            if request.form in {None, HandOverFormat.PAGE}:
                draw_figures(whole, texts, figure, progress)
            return _Drawn(request, whole, texts, contents)

        if self._work.start(work):
            sheet.tell("")
            sheet.show_progress(0.0)

    @Slot(float)
    def _show_progress(self, share: float) -> None:
        if self.sheet is not None:
            self.sheet.show_progress(share)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if self.sheet is not None:
            self.sheet.show_progress(None)
        if not isinstance(error, CancelledError):
            raise error

    @Slot(object)
    def _write(self, drawn: _Drawn) -> None:
        """Write what was drawn, and say where it is."""
        from posture_app.handout.hand_over import free_stem, write
        from posture_app.plans.hand_over import HandOverFormat

        sheet = self.sheet
        if sheet is None:
            return
        sheet.show_progress(None)
        request = drawn.request
        if request.form is None:
            stem = free_stem(request.path, words.file_stem(drawn.file.plan))
            paths = {form: request.path / f"{stem}{form}" for form in HandOverFormat}
        else:
            paths = {request.form: request.path}
        saved: list[str] = []
        problem = ""
        for form, path in paths.items():
            try:
                write(path, self._content(form, drawn))
            except OSError as error:
                _log.info("A plan could not be written: %s", type(error).__name__)
                problem = problem or said(not_written(path, error))
            else:
                saved.append(path.name)
        names, folder = tuple(saved), self._folder or Path()
        if problem:
            whole = words.only_saved(problem, names, folder) if names else problem
            sheet.tell(whole, is_problem=True)
            return
        self._count(words.saved(names, folder))

    def _content(self, form: "HandOverFormat", drawn: _Drawn) -> bytes:
        from posture_app.handout.hand_over import in_language
        from posture_app.handout.phone_page import phone_page
        from posture_app.plans.files import plan_bytes
        from posture_app.plans.hand_over import HandOverFormat

        sheet = self.sheet
        if form is HandOverFormat.PAPER or sheet is None:
            return drawn.contents[HandOverFormat.PAPER]
        file = in_language(drawn.file, sheet.choice.language)
        if form is HandOverFormat.FILE:
            return plan_bytes(file)
        return phone_page(
            file,
            drawn.library,
            emergency_number=sheet.choice.emergency_number,
            before=self._file_before(drawn.library),
            figure=sheet.choice.figure,
        )

    @Slot()
    def _print(self) -> None:
        self._when_laid_out(self._ask_for_printer)

    def _ask_for_printer(self) -> None:
        if self.sheet is not None and self._document is not None:
            self._printing.ask(self._document, self.sheet)

    @Slot()
    def _tell_refused(self) -> None:
        if self.sheet is not None:
            self.sheet.tell(_("The printer did not take it."), is_problem=True)

    # What counts as handed over

    @Slot()
    def _count(self, told: str = "") -> None:
        """Note that the patient has this version now; one that they had stays as it is."""
        sheet, kept, patients = self.sheet, self._kept, self._practice.patients
        if sheet is None or kept is None:
            return
        if kept.handed_over_at is not None or patients is None:
            sheet.tell(told)
            return
        plan = replace(kept.plan, language=sheet.choice.language)
        try:
            now = self._shared.local_time.now()
            self._kept = patients.hand_over(replace(kept, plan=plan), now)
        except REFUSALS as error:
            problem = said(error.message)
            whole = words.saved_and_not_counted(told, problem) if told else problem
            sheet.tell(whole, is_problem=True)
            return
        whole = words.saved_and_handed_over(told, plan) if told else words.handed_over(plan)
        sheet.tell(whole, can_take_back=True)
        sheet.tell_about(self._about(self._kept))
        self._practice.changed.emit()

    @Slot()
    def _take_back(self) -> None:
        sheet, kept, patients = self.sheet, self._kept, self._practice.patients
        if sheet is None or kept is None or patients is None:
            return
        try:
            self._kept = patients.take_back(kept)
        except REFUSALS as error:
            sheet.tell(said(error.message), is_problem=True)
            return
        sheet.tell(words.taken_back(kept.plan))
        sheet.tell_about(self._about(self._kept))
        self._practice.changed.emit()

    @Slot()
    def _closed(self) -> None:
        self._work.cancel()
        self._settle.stop()
        self._end_layout()
        self._printing.forget()
        self._libraries.clear()
        self.sheet = self._kept = self._before = self._document = self._then = None
