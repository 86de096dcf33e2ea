"""The page Settings: what the person chooses, and where things are kept."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject, Slot

from posture_app import __version__
from posture_app.program.data_controller import DataController
from posture_app.program.folders import open_folder
from posture_app.program.pages.base import PageController
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.ui.main_window import MainWindow
from posture_app.ui.pages.data_section import DataSection
from posture_app.ui.pages.data_snapshot import DataQuestion
from posture_app.ui.pages.settings import SettingsPage
from posture_app.ui.pages.snapshots import LoadedFile, SettingsSnapshot
from posture_app.words.catalogue import _

if TYPE_CHECKING:
    from posture_app.desktop.autostart import Autostart


class SettingsController(PageController):
    """Shows what is chosen, and chooses; each choice counts at once.

    Attributes:
        unopened_folder: The folder that was to be opened last, if that failed.
    """

    def __init__(
        self,
        window: MainWindow,
        shared: Shared,
        records: Records,
        data: DataController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(window, "settings", parent)
        self._shared, self._records, self._data = shared, records, data
        self._page: SettingsPage | None = None
        self.unopened_folder: Path | None = None
        shared.preferences.changed.connect(self.fill)
        shared.loudspeaker.failed.connect(self.fill)
        self.follow()

    @cached_property
    def autostart(self) -> "Autostart":
        """Starting with the computer; the system knows whether that is on."""
        from posture_app.program.autostart import own_autostart

        return own_autostart(self._shared.data_folder)

    def use(self, page: SettingsPage) -> None:
        """Hear what is chosen."""
        self._page = page
        page.preferences_changed.connect(self._shared.preferences.take)
        page.autostart_wanted.connect(self._turn_autostart)
        page.health_requested.connect(self._shared.health.wanted)
        page.test_sound_requested.connect(self._test_sound)
        page.open_folder_requested.connect(self._open_folder)
        page.quit_requested.connect(self._shared.requests.quit_wanted)
        page.welcome_requested.connect(self._shared.requests.welcome_wanted)
        self._use_data(page.data)

    def _use_data(self, section: DataSection) -> None:
        data = self._data
        section.export_requested.connect(data.export)
        section.part_requested.connect(data.export_part)
        section.import_requested.connect(data.look_into)
        section.plan_requested.connect(self._shared.requests.plan_wanted)
        section.copies_requested.connect(data.look_at_copies)
        section.restore_requested.connect(data.ask_to_restore)
        section.second_folder_chosen.connect(data.choose_second_folder)
        section.erase_requested.connect(data.ask_to_erase)
        section.declined.connect(data.leave_it)
        section.cancel_requested.connect(data.cancel)
        section.agreed.connect(self._do_what_was_asked)
        data.changed.connect(section.show_snapshot)
        data.progressed.connect(section.show_progress)
        section.show_snapshot(data.snapshot)

    @Slot(object)
    def _do_what_was_asked(self, asked: DataQuestion) -> None:
        match asked:
            case DataQuestion.IMPORT:
                self._data.import_now()
            case DataQuestion.RESTORE:
                self._data.restore_now()
            case DataQuestion.ERASE:
                self._data.erase_now()
            case _:
                assert_never(asked)

    @Slot()
    def fill(self) -> None:
        """Show what is chosen now."""
        opened = self._records.opened
        if self._page is None or opened is None:
            return
        library, folder = opened.loaded.library, self._shared.data_folder
        built_in = LoadedFile(
            name=_("Exercises and routines"),
            exercises=len(library.exercises),
            routines=len(library.routines),
        )
        self._page.show_snapshot(
            SettingsSnapshot(
                preferences=self._shared.preferences.value,
                autostart=self.autostart.is_on(),
                data_dir=folder,
                libraries_dir=folder / "libraries",
                version=__version__,
                loaded=(built_in,),
                broken=opened.loaded.broken,
                unopened_folder=self.unopened_folder,
                sound_problem=self._shared.loudspeaker.problem,
            )
        )

    @Slot(bool)
    def _turn_autostart(self, on: bool) -> None:
        from posture_app.program.autostart import put_icons

        problem = self.autostart.turn(on=on) if on != self.autostart.is_on() else None
        if on and problem is None:
            put_icons()
        if problem is not None:
            self._shared.notices.warn("settings", problem)
        self.fill()

    @Slot()
    def _test_sound(self) -> None:
        self._shared.loudspeaker.play("done")

    @Slot(object)
    def _open_folder(self, folder: Path) -> None:
        """Show a folder; that of one's own libraries is made when somebody wants to see it."""
        self.unopened_folder = None if open_folder(folder) else folder
        self.fill()
