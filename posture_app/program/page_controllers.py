"""The controllers of a window's pages, each made when its page is first visited."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

# A controller's module is loaded with its page, and not before: docs/decisions/0005.

if TYPE_CHECKING:
    from posture_app.program.breaks import RunningBreaks
    from posture_app.program.entries import EntrySheets
    from posture_app.program.loading import OpenRecords
    from posture_app.program.page_services import PageServices
    from posture_app.program.pages.base import PageController
    from posture_app.program.pages.breaks import BreaksController
    from posture_app.program.player import SessionPlayer
    from posture_app.program.records import Records
    from posture_app.program.report_sheet import ReportSheets
    from posture_app.program.shared import Shared
    from posture_app.program.therapist.practice_settings import PracticeSettingsController
    from posture_app.ui.main_window import MainWindow
    from posture_app.ui.page_keys import PageKey


class WindowParts(NamedTuple):
    """A window, what plays sessions in it, and what opens sheets for entries in it."""

    main: "MainWindow"
    player: "SessionPlayer"
    entries: "EntrySheets"


class PageControllers(QObject):
    """Makes and holds the controllers of one window; it goes with the window."""

    def __init__(
        self,
        shared: "Shared",
        records: "Records",
        breaks: "RunningBreaks",
        services: "PageServices",
        shown: "WindowParts",
    ) -> None:
        super().__init__(shown.main)
        self._shared, self._records, self._breaks, self._services = (
            shared,
            records,
            breaks,
            services,
        )
        self._main, self._player, self._entries = shown
        self._made: dict[PageKey, PageController] = {}
        self._breaks_page: BreaksController | None = None
        self._reports: ReportSheets | None = None
        self._practice_settings: PracticeSettingsController | None = None
        self._makers: dict[PageKey, Callable[[], PageController]] = {
            "today": self._today,
            "move": self._move,
            "body": self._body,
            "breaks": self._breaks_made,
            "progress": self._progress,
            "patients": self._patients,
            "plans": self._plans,
            "library": self._library,
            "settings": self._settings,
        }
        self._main.page_built.connect(self._control)
        shared.requests.report_wanted.connect(self._write_report)
        for key in self._main.built:
            self._control(key)

    def fill(self, opened: "OpenRecords") -> None:
        """Fill the pages that were visited."""
        if self._breaks_page is not None:
            self._breaks_page.use_history(opened.history)
            self._breaks_page.fill()
        for one in tuple(self._made.values()):
            one.fill()

    def keep(self) -> None:
        """Let what was entered on the pages count."""
        for one in self._made.values():
            one.keep()
        if self._practice_settings is not None:
            self._practice_settings.keep()

    @Slot(str, object)
    def _control(self, key: "PageKey", _page: object = None) -> None:
        make = self._makers.pop(key, None)
        if make is not None:
            self._made[key] = make()

    def _today(self) -> "PageController":
        from posture_app.program.pages.today import TodayController, TodayServices

        kept = TodayServices(self._services.entry_editor, self._services.added)
        page = TodayController(
            self._main, self._shared, self._records, self._player, kept, self._main
        )
        page.entry_wanted.connect(self._entries.open_entry)
        page.check_in_wanted.connect(partial(self._entries.open, "check_in"))
        return page

    def _move(self) -> "PageController":
        from posture_app.program.pages.move import MoveController

        return MoveController(self._main, self._shared, self._records, self._player, self._main)

    def _body(self) -> "PageController":
        from posture_app.program.pages.body_map import BodyMapController

        added = self._services.added
        return BodyMapController(self._main, self._shared, self._records, added, self._main)

    def _breaks_made(self) -> "PageController":
        from posture_app.program.pages.breaks import BreaksController

        opened = self._records.opened
        self._breaks_page = page = BreaksController(
            self._main, self._shared, self._breaks, self._main
        )
        page.attach(self._breaks.reminders)
        page.use_history(None if opened is None else opened.history)
        self._breaks.turned.connect(page.attach)
        self._records.closing.connect(page.forget_history)
        return page

    def _progress(self) -> "PageController":
        from posture_app.program.pages.progress import ProgressController
        from posture_app.program.report_sheet import ReportSheets

        editor = self._services.entry_editor
        page = ProgressController(self._main, self._shared, self._records, editor, self._main)
        self._reports = reports = ReportSheets(self._shared, self._records, self._main, page)
        page.report_wanted.connect(reports.open)
        page.entry_wanted.connect(self._entries.open_entry)
        page.check_in_wanted.connect(partial(self._entries.open, "check_in"))
        page.questionnaire_wanted.connect(self._entries.open_questionnaire)
        return page

    @Slot()
    def _write_report(self) -> None:
        """On the page that it is made from, which is where it is found the next time."""
        self._main.visit("progress")
        if self._reports is not None:
            self._reports.open()

    def _patients(self) -> "PageController":
        from posture_app.program.therapist.patient_plan import PatientPlanController
        from posture_app.program.therapist.patients_page import PatientsController

        practice, settings = self._services.practice, self._services.practice_settings
        made = PatientsController(self._main, self._shared, self._records, practice, self._main)
        PatientPlanController(
            self._shared, self._records, practice, settings, self._main, self._player, made
        )
        return made

    def _plans(self) -> "PageController":
        from posture_app.program.therapist.plans_page import PlansController

        practice, settings = self._services.practice, self._services.practice_settings
        return PlansController(
            self._main, self._shared, self._records, practice, settings, self._player, self._main
        )

    def _library(self) -> "PageController":
        from posture_app.program.therapist.library_page import OwnLibraryController

        practice = self._services.practice
        return OwnLibraryController(self._main, self._shared, self._records, practice, self._main)

    def _settings(self) -> "PageController":
        from posture_app.program.pages.settings import SettingsController
        from posture_app.program.therapist.practice_settings import PracticeSettingsController

        services = self._services
        self._practice_settings = PracticeSettingsController(
            self._main, self._shared, services.practice_settings, services.practice, self._main
        )
        data = services.data_controller
        return SettingsController(self._main, self._shared, self._records, data, self._main)
