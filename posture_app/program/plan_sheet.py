"""Opens a plan's file in the window, lets it be followed, and saves what was done of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from posture_app.errors import Message, not_written, sentence
from posture_app.journal.zones import zone
from posture_app.library.problems import BrokenFileError
from posture_app.plans.as_programme import programme_id
from posture_app.plans.model import Plan
from posture_app.program.background import Background
from posture_app.program.plans import (
    AdherenceLog,
    Notes,
    OfferedPlan,
    adherence_of_current,
    begins_in,
    motion_check,
    read_offered,
    read_put_away,
    take_over,
)
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.store.errors import StoreError
from posture_app.ui.pages.notice import Notice
from posture_app.ui.plan_sheet import FaultsSheet, PlanOffer, PlanSheet, show_sheet
from posture_app.words.catalogue import _
from posture_app.words.plan_differences import difference_words
from posture_app.words.plan_offer import disagreements, phase_words, standing_words
from posture_app.words.problems import problem_words

if TYPE_CHECKING:
    from posture_app.program.long_work import Progress
    from posture_app.ui.main_window import MainWindow

NOTICE: Final = "plan"


class PlanSheets(QObject):
    """The plans of one window.

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
        self.sheet: QDialog | None = None
        self._path = Path()
        self._next: Path | None = None
        self._offered: OfferedPlan | None = None
        self._work = Background(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._fail)
        records.closing.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether a plan is being read or shown."""
        return self.sheet is not None or self._work.is_busy

    @Slot()
    def close(self) -> None:
        """Close the sheet, if it is open: the log is about to be closed."""
        self._work.close()
        if self.sheet is not None:
            self.sheet.reject()

    def open(self, what: Path | str) -> None:
        """Show a plan: of a file, or one that was put away, by its id."""
        if isinstance(what, Path):
            self.open_file(what)
        else:
            self._open_put_away(what)

    def _open_put_away(self, plan_id: str) -> None:
        opened = self._records.opened
        if opened is None or self._work.is_busy:
            return
        try:
            found = read_put_away(plan_id, opened.loaded.library, opened.log.plans)
        except StoreError as error:
            self._records.report(error)
            return
        if found is None:
            what = sentence("This plan cannot be read any more. Ask whoever made it for a new one.")
            self._shared.notices.warn(NOTICE, what)
        else:
            self._show(found)

    def open_file(self, path: Path) -> None:
        """Read a plan, which may bring motions along that take a while, and show it.

        It takes the place of one that is shown; while one is being read, the other has to wait.
        """
        opened = self._records.opened
        if opened is None:
            return
        if self._work.is_busy:
            self._next = path
            return
        if self.sheet is not None:
            self.sheet.reject()
        library, received = opened.loaded.library, opened.log.plans
        check_motions = motion_check(self._shared.data_folder, lambda: True)
        self._path = path

        def work(_progress: "Progress") -> OfferedPlan:
            return read_offered(path, library, received, check_motions)

        self._work.start(work)

    @Slot(object)
    def _show(self, offered: OfferedPlan) -> None:
        if self._opens_next():
            return
        plan, library, before = offered.plan, offered.library, offered.before
        changes: tuple[str, ...] | None = None
        if before is not None:
            changes = tuple(
                difference_words(one, before, plan, library) for one in offered.differences
            )
        try:
            begins = self._begins(plan) if offered.standing != "new" else ""
        except StoreError as error:
            self._records.report(error)
            return
        offer = PlanOffer(
            plan,
            library,
            standing=standing_words(offered.standing),
            changes=changes,
            begins=begins,
            note=offered.file.note,
            warnings=tuple(disagreements(plan, library, self._shared.health.profile)),
        )
        self._offered = offered
        sheet = self._window.make(PlanSheet, offer, self._window)
        sheet.follow_wanted.connect(self._follow)
        self._open(sheet)

    def _begins(self, plan: Plan) -> str:
        """In which phase a plan that is there already goes on."""
        opened = self._records.opened
        if opened is None:
            return ""
        kept = opened.log.programmes
        stays = [one for one in kept.every() if one.programme_id == programme_id(plan)]
        return phase_words(plan, begins_in(plan, kept), stays[-1].phase_id if stays else None)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if self._opens_next():
            return
        match error:
            case BrokenFileError():
                faults = [problem_words(one) for one in error.problems]
                name = self._path.name
                self._open(self._window.make(FaultsSheet, name, faults, self._window))
            case StoreError():
                self._records.report(error)
            case _:
                raise error

    def _open(self, sheet: QDialog) -> None:
        self.sheet = sheet
        sheet.finished.connect(self._closed)
        show_sheet(sheet)

    @Slot()
    def _closed(self) -> None:
        self.sheet = self._offered = None

    def _opens_next(self) -> bool:
        """Whether another plan was to be opened meanwhile, which is read now."""
        path, self._next = self._next, None
        if path is not None:
            self.open_file(path)
        return path is not None

    @Slot()
    def _follow(self) -> None:
        opened, offered, time = self._records.opened, self._offered, self._shared.local_time
        if opened is None or offered is None:
            return
        log = opened.log
        try:
            take_over(offered, log.plans, log.programmes, time.now(), time.zone)
        except StoreError as error:
            self._shared.notices.warn(NOTICE, error.message)
            return
        self._tell(sentence("You follow “{plan}” now.", plan=offered.plan.name))
        self._records.read_library_anew()
        self._records.note_change()
        self._window.visit("today")

    # Handing back

    def save_adherence(self, notes: Notes) -> None:
        """Ask where what was done of the plan is to be saved, and save it."""
        title = _("Save what you did of your plan")
        name = _("what-i-did.json")
        chosen, _kind = QFileDialog.getSaveFileName(self._window, title, name)
        if chosen:
            self.save_into(Path(chosen), notes)

    def save_into(self, path: Path, notes: Notes) -> None:
        """Save what was done of the plan, for the person to hand on as they like."""
        from posture_app.desktop.private_files import written_whole
        from posture_app.plans.files import adherence_bytes

        opened, time = self._records.opened, self._shared.local_time
        if opened is None:
            return
        kept = opened.log
        log = AdherenceLog(kept.plans, opened.journal, kept.entries, kept.programmes)
        today = time.now().astimezone(zone(time.zone)).date()
        try:
            found = adherence_of_current(log, opened.loaded.library, today, notes)
            if found is None:
                self._tell(sentence("You follow no plan that was received."))
                return
            with written_whole(path) as file:
                file.write(adherence_bytes(found))
        except StoreError as error:
            self._shared.notices.warn(NOTICE, error.message)
        except OSError as error:
            what = not_written(path, error)
            self._shared.notices.warn(NOTICE, what)
        else:
            self._tell(sentence("Saved as {name}.", name=path.name))

    def _tell(self, text: Message) -> None:
        self._shared.notices.add(Notice(key=NOTICE, text=text))
