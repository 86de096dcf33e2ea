"""The palette on Ctrl+K: opened with what there is now, and what is chosen is carried out."""

from typing import assert_never

from PySide6.QtCore import QObject, Slot

from posture_app.errors import sentence
from posture_app.program.breaks import RunningBreaks
from posture_app.program.folders import open_folder
from posture_app.program.page_services import PageServices
from posture_app.program.palette_entries import (
    AddEntry,
    Choose,
    Command,
    Intent,
    MakeNew,
    OpenPage,
    ShowDetails,
    ShowPart,
    TellBreaks,
    break_entries,
    care_entry,
    journal_entries,
    library_entries,
    page_entries,
    part_entries,
    plan_entry,
    program_entries,
    workplace_entry,
)
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.program.tray import tray_snapshot
from posture_app.ui.main_window import MainWindow
from posture_app.ui.palette.entry import PaletteEntry
from posture_app.ui.palette.sheet import CommandPalette
from posture_app.ui.plan_file import choose_plan
from posture_app.words.catalogue import _


class PaletteController(QObject):
    """Opens the palette over the window, and carries out what is chosen."""

    def __init__(
        self,
        shared: Shared,
        records: Records,
        breaks: RunningBreaks,
        services: PageServices,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._services = services
        self._shared, self._records, self._breaks = shared, records, breaks
        self._window = window
        self._palette = window.make(CommandPalette, window)
        self._palette.chosen.connect(self.carry_out)

    def open(self) -> None:
        """Open it with what there is now."""
        self._palette.open_with(self.entries())

    def entries(self) -> list[PaletteEntry]:
        """All that it finds now."""
        entries = page_entries(self._window.entries)
        reminders, opened = self._breaks.reminders, self._records.opened
        if reminders is not None:
            now_s = self._shared.clock.read().boot_s
            if reminders.can_read:
                entries.append(care_entry())
            entries += break_entries(tray_snapshot(reminders.state, now_s))
        elif self._breaks.failed:
            again = _("Try again to start the breaks")
            words = (_("break"),)
            entries.append(PaletteEntry(again, _("Command"), words, "breaks", Command.START_BREAKS))
        if opened is not None:
            entries += [*journal_entries(), workplace_entry(), plan_entry()]
        if self._window.has_patients:
            entries += self._practice_entries()
        entries += program_entries(self._shared.preferences.value)
        entries += part_entries(self._window.entries)
        if opened is not None:
            entries += library_entries(opened.loaded.library)
        return entries

    def _practice_entries(self) -> list[PaletteEntry]:
        from posture_app.program.therapist.palette_entries import kept_entries, new_entries

        opened = self._records.opened
        kept = (
            () if opened is None else kept_entries(self._services.practice, opened.loaded.library)
        )
        return [*new_entries(), *kept]

    @Slot(object)
    def carry_out(self, intent: Intent) -> None:
        """Do what a line of the palette stands for."""
        match intent:
            case OpenPage(key):
                self._window.visit(key)
            case ShowPart(part):
                self._window.show_part(part)
            case ShowDetails(target):
                self._window.show_details(target)
            case AddEntry(kind):
                self._shared.requests.entry_wanted.emit(kind)
            case MakeNew(page):
                self._window.show_new(page)
            case TellBreaks(event):
                if self._breaks.reminders is not None:
                    self._breaks.reminders.tell(event)
            case Choose(wanted):
                self._shared.preferences.take(wanted)
            case Command():
                self._do(intent)
            case _:
                assert_never(intent)

    def _do(self, command: Command) -> None:
        match command:
            case Command.OPEN_DATA_FOLDER:
                self._open_data_folder()
            case Command.READ_CARE:
                if self._breaks.reminders is not None:
                    self._breaks.reminders.read()
            case Command.WRITE_REPORT:
                self._shared.requests.report_wanted.emit()
            case Command.SHOW_KEYS:
                self._window.show_keys()
            case Command.CHECK_WORKPLACE:
                self._shared.requests.workplace_wanted.emit()
            case Command.OPEN_PLAN:
                self._choose_plan()
            case Command.START_BREAKS:
                self._breaks.try_again()
            case Command.QUIT:
                self._shared.requests.quit_wanted.emit()
            case _:
                assert_never(command)

    def _choose_plan(self) -> None:
        path = choose_plan(self._window)
        if path is not None:
            self._shared.requests.plan_wanted.emit(path)

    def _open_data_folder(self) -> None:
        folder = self._shared.data_folder
        if not open_folder(folder):
            told = sentence("The folder {folder} could not be opened.", folder=str(folder))
            self._shared.notices.warn("folder", told)
