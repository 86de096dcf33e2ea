"""The loaded library and log, for the window and for the breaks.

Nothing of it is loaded before it is needed: a program that only waits for the next break needs
neither (docs/decisions/0011).
"""

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from posture_app.desktop.paths import journal_path
from posture_app.errors import sentence
from posture_app.program.local_time import LocalTime
from posture_app.program.notices import Notices

if TYPE_CHECKING:
    from posture_app.journal.model import SessionRecord
    from posture_app.library.files import Loaded
    from posture_app.preferences import Body
    from posture_app.program.loading import ContentLoader, OpenRecords


_log = logging.getLogger(__name__)


class Records(QObject):
    """Loads library and log once, and says when the log holds something else.

    Attributes:
        opened: Library, log and the breaks' history, once they are loaded.
        unfinished: The session that was cut off and is neither resumed nor closed yet.
        deleted: The sessions that were taken out since the program began, by their ids, so that
            they can be put back.
        revision: Another number after each change of the log.
        is_worked_on: Whether something long is being done with the log.

    Signals:
        ready: All is loaded, or loaded anew: `OpenRecords`.
        failed: The exception that stands in the way of loading all, or of reading the log.
        changed: The log holds something else than before.
        closing: The log is about to be closed.
        unwritten: A `Message`: what could not be written when the log was closed.
    """

    ready = Signal(object)
    failed = Signal(object)
    changed = Signal()
    closing = Signal()
    unwritten = Signal(object)

    def __init__(
        self,
        data_folder: Path,
        local_time: LocalTime,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data_folder, self._local_time = data_folder, local_time
        self._notices = notices
        self._loading: ContentLoader | None = None
        self._is_busy = self._is_closed = False
        self.opened: OpenRecords | None = None
        self.unfinished: SessionRecord | None = None
        self.deleted: dict[str, SessionRecord] = {}
        self.revision = 0
        self.is_worked_on = False

    @Slot()
    def open(self) -> None:
        """Load library and log; where that has begun already, nothing more is done."""
        if self.opened is None and not self._is_busy and not self._is_closed:
            self._is_busy = True
            self._loading_made().start()

    def prepare_pages(self, body: "Body") -> None:
        """Load what pages and figures need, soon: for a window, where a person will see them."""
        if self._loading is not None and not self._is_closed:
            self._loading.prepare_pages(body)

    def read_library_anew(self) -> None:
        """Read the library's texts in the language that is spoken now; the log stays open."""
        if self._loading is not None and not self._is_closed:
            self._loading.read_library()

    def restore(self, backup: Path, *, as_it_is: bool = False) -> None:
        """Put a backup in the place of the log, and load it; `as_it_is` without what came since."""
        self.close_journal()
        self._is_busy = True
        self._loading_made().restore(backup, as_it_is=as_it_is)

    @property
    def can_be_closed(self) -> bool:
        """Whether nothing is only in memory: all is written, and nothing waits to be put back."""
        opened = self.opened
        return (
            not self.is_worked_on
            and not self.deleted
            and (opened is None or opened.journal.write_error is None)
        )

    def note_foreign_change(self) -> None:
        """Say that another program has written into the log, which may count another plan now."""
        from posture_app.plans import PREFIX
        from posture_app.store.errors import StoreError

        opened = self.opened
        if opened is not None:
            try:
                followed = opened.log.programmes.current()
            except StoreError as error:
                self.report(error)
                return
            if followed is not None and followed.programme_id.startswith(PREFIX):
                self.read_library_anew()
        self.note_change()

    @Slot()
    def note_change(self) -> None:
        """Say that something was written into the log."""
        self.revision += 1
        self.changed.emit()

    def close_journal(self) -> None:
        """Write what is not yet written, and let go of the log; `unwritten` says what failed."""
        self.closing.emit()
        opened, self.opened, self.unfinished = self.opened, None, None
        self.deleted.clear()
        if opened is None:
            return
        from posture_app.store.errors import StoreError

        try:
            try:
                opened.history.retry()
            finally:
                opened.journal.close()
        except StoreError as error:
            self.unwritten.emit(
                sentence("{problem} What was done last could not be logged.", problem=error.message)
            )

    def report(self, error: Exception) -> None:
        """A page could not read the log that is open; the window tells of it as of one that is not.

        `failed` tells it.
        """
        self.failed.emit(error)

    def close(self) -> None:
        """Wait for what is being read; what it says after this is not heard any more."""
        self._is_closed = True
        if self._loading is not None:
            self._loading.close()

    def _loading_made(self) -> "ContentLoader":
        if self._loading is None:
            from posture_app.program.loading import ContentLoader

            self._loading = ContentLoader(self._data_folder, self._local_time.now(), self)
            self._loading.loaded.connect(self._take)
            self._loading.library_loaded.connect(self._take_library)
            self._loading.failed.connect(self._fail)
        return self._loading

    @Slot(object)
    def _take(self, opened: "OpenRecords") -> None:
        from posture_app.program.log_notices import tell_of_log
        from posture_app.store.errors import StoreError

        self._is_busy = False
        if self._is_closed:
            opened.journal.close()
            return
        try:
            self.unfinished = opened.journal.unfinished()
        except StoreError as error:
            opened.journal.close()
            self.failed.emit(error)
            return
        self.opened = opened
        self.revision += 1
        path = journal_path(self._data_folder)
        tell_of_log(self._notices, path, opened.log, self.restore, self._go_on)
        if opened.not_copied is not None:
            self._notices.warn("not-copied", opened.not_copied)
        self.ready.emit(opened)

    def _go_on(self) -> None:
        """The person goes on with the new log, and not with a copy of the older one."""
        from posture_app.store.errors import StoreError
        from posture_app.store.undecided import decided

        try:
            decided(journal_path(self._data_folder))
        except StoreError as error:
            _log.warning("that it was decided could not be kept: %s", error)

    @Slot(object)
    def _take_library(self, loaded: "Loaded") -> None:
        if self.opened is not None:  # otherwise the log is being read anew, with its library
            self.opened = replace(self.opened, loaded=loaded)
            self.ready.emit(self.opened)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._is_busy = False
        if not self._is_closed:
            self.failed.emit(error)
