"""Brings a person's data out and in, goes back to copies, and deletes everything, as they ask."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desktop.second_folder import choose_second_folder, second_folder
from posture_app.errors import FailedError
from posture_app.program.background import Background
from posture_app.program.long_work import CancelledError, Progress
from posture_app.program.records import Records
from posture_app.program.shared import Shared
from posture_app.ui.pages.data_snapshot import CopyLine, DataQuestion, DataSnapshot, ExportRequest
from posture_app.words.catalogue import _, said

if TYPE_CHECKING:
    from posture_app.journal.merging import MergeReport
    from posture_app.reminders.reminders import Reminders
    from posture_app.store.database import Database

MOST_LINES: Final = 12
"""So many conflicts or faults are shown; of the others, how many they are."""


class DataController(QObject):
    """Does one thing after the other, on a thread; lives as long as the program.

    Attributes:
        snapshot: What goes on, and what the person is asked.

    Signals:
        changed: The `DataSnapshot` from now on.
        progressed: How much is done of what is being done, from 0 to 1.
    """

    changed = Signal(object)
    progressed = Signal(float)

    def __init__(
        self,
        shared: Shared,
        records: Records,
        reminders: "Callable[[], Reminders | None]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shared, self._records, self._reminders = shared, records, reminders
        self._folder = shared.data_folder
        self._work = Background(self)
        self._work.progressed.connect(self.progressed)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._fail)
        self._then: Callable[[object], DataSnapshot] = self._nothing
        self._chosen: Path | None = None
        self.snapshot = DataSnapshot(second_folder=second_folder(self._folder))
        records.closing.connect(self.close)
        records.ready.connect(self._tell_restored)
        records.failed.connect(self._tell_unrestored)
        self._restored: Path | None = None

    def close(self) -> None:
        """End what is being done, and wait for it."""
        self._work.close()

    # What the person asks for

    @Slot(object)
    def export(self, target: Path) -> None:
        """Write everything into a file."""

        def work(database: "Database", progress: Progress) -> object:
            from posture_app.program.journal_file import export_everything

            export_everything(database, self._folder, target, progress)
            return target

        self._then = self._exported
        self._begin(_("Everything is being written into the file."), work)

    @Slot(object)
    def export_part(self, wanted: ExportRequest) -> None:
        """Write for another program what it can use."""
        opened = self._records.opened
        if opened is None:
            return
        library, local_time = opened.loaded.library, self._shared.local_time
        now, time_zone = local_time.now(), local_time.zone

        def work(database: "Database", progress: Progress) -> object:
            from posture_app.program.exports import ExportTime, write_part

            moment = ExportTime(now=now, time_zone=time_zone)
            write_part(database, library, wanted.form, wanted.target, moment, progress)
            return wanted.target

        self._then = self._part_written
        self._begin(_("The file for other programs is being written."), work)

    @Slot(object)
    def look_into(self, source: Path) -> None:
        """Find out what an import would do, and ask whether it shall be done."""
        self._chosen = source

        def work(database: "Database", progress: Progress) -> object:
            from posture_app.program.journal_file import import_everything

            now = self._shared.local_time.now()
            return import_everything(database, self._folder, source, now, progress, dry_run=True)

        self._then = self._planned
        self._begin(_("The file is being read."), work)

    @Slot()
    def import_now(self) -> None:
        """Do the import that was asked about."""
        source = self._chosen
        if source is None:
            return

        def work(database: "Database", progress: Progress) -> object:
            from posture_app.program.journal_file import import_everything

            return import_everything(
                database, self._folder, source, self._shared.local_time.now(), progress
            )

        self._then = self._imported
        self._begin(_("The file is being brought in."), work)

    @Slot()
    def look_at_copies(self) -> None:
        """List the copies there are."""

        def work(database: "Database", _progress: Progress) -> object:
            from posture_app.store.backups import all_backups
            from posture_app.words.exchange import backup_line

            found = all_backups(database.path, second_folder(self._folder))
            return tuple(
                CopyLine(one.path, backup_line(one.made_at, one.sessions, one.entries))
                for one in found
            )

        self._then = self._listed
        self._begin(_("The copies are being looked at."), work)

    @Slot(object)
    def ask_to_restore(self, copy: Path) -> None:
        """Ask whether to go back to a copy."""
        self._chosen = copy
        words = {one.path: one.words for one in self.snapshot.copies or ()}
        question = (
            _("Go back to the copy {copy}?").format(copy=words.get(copy, copy.name)),
            _(
                "Your log is then as it was at that time. The log until now is kept and stands in "
                "this list, so that you can go back to it, too."
            ),
        )
        self._show(replace(self.snapshot, asked=DataQuestion.RESTORE, question=question, told=()))

    @Slot()
    def restore_now(self) -> None:
        """Go back to the copy that was asked about."""
        from posture_app.store.backups import looked_at

        if self._chosen is None or self._work.is_busy:
            return
        if looked_at(self._chosen) is None:  # the log need not be closed to find that out
            gone = _("This copy cannot be read any more, so your log stays as it is.")
            self._show(self._problem([gone]))
            return
        self._restored = self._chosen
        busy = _("The copy is being put into the place of the log.")
        self._show(replace(self._plain(), busy=busy))
        self._records.restore(self._chosen, as_it_is=True)

    @Slot(object)
    def choose_second_folder(self, folder: Path | None) -> None:
        """Copy the log there, too, from now on; None is no second folder."""
        try:
            choose_second_folder(self._folder, folder)
        except FailedError as error:
            self._show(self._problem([said(error.message)]))
            return
        self._show(replace(self._plain(), second_folder=folder))
        if folder is not None:
            self._copy_there(folder)

    @Slot()
    def ask_to_erase(self) -> None:
        """Ask whether everything is to be deleted."""
        question = erase_question(self.snapshot.second_folder)
        self._show(replace(self.snapshot, asked=DataQuestion.ERASE, question=question, told=()))

    @Slot()
    def erase_now(self) -> None:
        """Delete everything."""
        self._work.close()
        self._shared.requests.erase_wanted.emit()

    @Slot()
    def leave_it(self) -> None:
        """The person wants nothing of what they were asked."""
        self._show(self._plain())

    @Slot()
    def cancel(self) -> None:
        """End what is being done."""
        self._work.cancel()

    # What comes of it

    def _exported(self, target: object) -> DataSnapshot:
        told = _("Everything was written into {file}.").format(file=target)
        return replace(self._plain(), told=(told,))

    def _part_written(self, target: object) -> DataSnapshot:
        told = _("It was written into {file}. Whoever has this file can read it.")
        return replace(self._plain(), told=(told.format(file=target),))

    def _planned(self, result: object) -> DataSnapshot:
        from posture_app.journal.merging import MergeReport
        from posture_app.words.exchange import summary

        if not isinstance(result, MergeReport):
            return self._plain()
        lines = [summary(result, planned=True), *_conflict_lines(result)]
        if not result.changes_something:
            return replace(self._plain(), told=tuple(lines))
        question = (*lines, _("Before that, your log is copied."))
        return replace(self._plain(), asked=DataQuestion.IMPORT, question=question)

    def _imported(self, result: object) -> DataSnapshot:
        from posture_app.journal.merging import MergeReport
        from posture_app.words.exchange import summary

        self._take_settings()
        self._records.note_change()
        if not isinstance(result, MergeReport):
            return self._plain()
        return replace(self._plain(), told=(summary(result, planned=False),))

    def _listed(self, found: object) -> DataSnapshot:
        copies = found if isinstance(found, tuple) else ()
        told = () if copies else (_("There is no copy of the log yet."),)
        return replace(self._plain(), copies=copies, told=told)

    def _copied(self, _copy: object) -> DataSnapshot:
        return self._plain()

    def _nothing(self, _result: object) -> DataSnapshot:
        return self._plain()

    def _copy_there(self, folder: Path) -> None:
        def work(database: "Database", _progress: Progress) -> object:
            from posture_app.store.backups import back_up_daily, copy_to_second

            now = self._shared.local_time.now()
            back_up_daily(database.path, now)
            return copy_to_second(database.path, folder, now)

        self._then = self._copied
        self._begin(_("The log is being copied into the second folder."), work)

    def _take_settings(self) -> None:
        """Let the settings count that came with an import; they are in their files already."""
        from posture_app.desktop.health import look_at_health
        from posture_app.desktop.settings import look_at_settings
        from posture_app.reminders.engine import load_settings

        settings, health = look_at_settings(self._folder), look_at_health(self._folder)
        if settings is not None:
            self._shared.preferences.take(settings.preferences)
        if health is not None:
            self._shared.health.take(health)
        reminders, breaks = self._reminders(), load_settings(self._folder)[0]
        if reminders is not None and breaks is not None and breaks != reminders.settings:
            reminders.change_settings(breaks)

    def _begin(self, busy: str, work: "Callable[[Database, Progress], object]") -> None:
        opened = self._records.opened
        if opened is None or self._work.is_busy:
            return
        database = opened.log.database
        self._show(replace(self._plain(), busy=busy))
        self._work.start(lambda progress: work(database, progress))

    @Slot(object)
    def _take(self, result: object) -> None:
        self._show(self._then(result))

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        from posture_app.library.problems import BrokenFileError
        from posture_app.store.errors import StoreError
        from posture_app.words.problems import file_problem

        if isinstance(error, CancelledError):
            self._show(replace(self._plain(), told=(_("Nothing was changed."),)))
        elif isinstance(error, BrokenFileError):
            lines = [file_problem(error.path.name, one) for one in error.problems]
            self._show(self._problem([*_shortened(lines), _("Nothing was changed.")]))
        elif isinstance(error, StoreError | FailedError):
            self._show(self._problem([said(error.message)]))
        else:
            self._show(self._problem([_("Something went wrong; nothing was changed.")]))
            self._records.report(error)

    @Slot(object)
    def _tell_restored(self, _opened: object) -> None:
        if self._restored is not None:
            self._restored = None
            told = _("Your log is that of the copy again. The log until now is in the list.")
            self._show(replace(self._plain(), told=(told,), copies=None))

    @Slot(object)
    def _tell_unrestored(self, error: Exception) -> None:
        if self._restored is not None:
            self._restored = None
            self._fail(error)

    def _plain(self) -> DataSnapshot:
        """What is shown while nothing is done and nothing asked."""
        return replace(self.snapshot, busy="", told=(), is_problem=False, asked=None, question=())

    def _problem(self, lines: Sequence[str]) -> DataSnapshot:
        return replace(self._plain(), told=tuple(lines), is_problem=True)

    def _show(self, snapshot: DataSnapshot) -> None:
        self.snapshot = snapshot
        self._records.is_worked_on = bool(snapshot.busy)
        self.changed.emit(snapshot)


def _conflict_lines(report: "MergeReport") -> list[str]:
    from posture_app.words.exchange import conflict_line, conflicts_counted

    if not report.conflicts:
        return []
    return [conflicts_counted(report), *_shortened(map(conflict_line, report.conflicts))]


def _shortened(lines: "Sequence[str] | map[str]") -> list[str]:
    """The first of the lines, and how many more there are."""
    from posture_app.words.catalogue import ngettext

    found = list(lines)
    more = len(found) - MOST_LINES
    if more <= 0:
        return found
    rest = ngettext("And {count} more.", "And {count} more.", more).format(count=more)
    return [*found[:MOST_LINES], rest]


def erase_question(second: Path | None) -> Sequence[str]:
    """What a person should know before everything is deleted."""
    question = [
        _("Delete everything that Posture App keeps about you?"),
        _(
            "The log, all copies, your health profile and all settings are "
            "deleted and cannot be brought back. Your own libraries stay. The program then "
            "begins as on the first day."
        ),
    ]
    if second is not None:
        told = _("The copies in {folder} are deleted, too; nothing else in it is touched.")
        question.append(told.format(folder=second))
    return tuple(question)
