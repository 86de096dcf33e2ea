"""Loads the library and the log behind the window that is already shown.

pydantic and SQLAlchemy take longer to import than the window takes to appear, so both are read on a
thread of their own; the results come as signals to the thread of the window. What the first figure
needs follows a moment after, where there is a window to show it in.
"""

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from posture_app.dataclass import dataclass
from posture_app.desktop.paths import journal_path
from posture_app.errors import Message, sentence
from posture_app.library.files import Loaded, builtin, load, personal_paths
from posture_app.preferences import Body
from posture_app.program.long_work import pending_path
from posture_app.words.catalogue import language

if TYPE_CHECKING:
    from posture_app.journal.received import PlanStep, ReceivedPlan
    from posture_app.store.breaks import BreakHistory
    from posture_app.store.journal import Journal
    from posture_app.store.opening import OpenLog

MODULES_OF_PAGES: Final = tuple(
    f"posture_app.{room}.pages.{page}"
    for page in ("move", "body_map", "breaks", "progress", "settings")
    for room in ("ui", "program")
)
SETTLED_MS: Final = 1000
"""After all is loaded, until garbage is looked for again and figures are made ready."""


@dataclass(frozen=True, slots=True)
class OpenRecords:
    """The library, the journal and the breaks' history.

    `log` has what had to be done to open the log, and `not_copied` what a person is told of the
    second folder for copies.
    """

    loaded: Loaded
    journal: "Journal"
    history: "BreakHistory"
    log: "OpenLog"
    not_copied: Message | None = None


class ContentLoader(QObject):
    """Reads what the pages show, once.

    Meanwhile nobody looks for garbage: modules, mappings and the library stay for good, and would
    be looked through again and again while they are made (docs/decisions/0005).

    Signals:
        loaded: `OpenRecords`.
        library_loaded: `Loaded`, the library alone.
        failed: The exception that stands in the way.
    """

    loaded = Signal(object)
    library_loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, data_folder: Path, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_folder = data_folder
        self._now = now
        self._closing = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._go_on)
        self._body: Body | None = None
        self.loaded.connect(self._settle)
        self.library_loaded.connect(self._settle)
        self.failed.connect(self._settle)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loading")

    def start(self) -> None:
        """Begin reading."""
        self._run(self._read, self.loaded)

    def read_library(self) -> None:
        """Read the library alone: its texts in another language, or another plan that is in it."""

        def read() -> Loaded:
            from posture_app.store.database import opened_for_reading
            from posture_app.store.plans import ReceivedPlans

            with opened_for_reading(journal_path(self._data_folder)) as database:
                plans = ReceivedPlans(database)
                record, taken = plans.current(), plans.steps()
            return self._with_plan(self._read_library(), record, taken)

        self._run(read, self.library_loaded)

    def prepare_pages(self, body: Body) -> None:
        """Load what pages and figures need when nothing more is loaded for a moment.

        A page that is opened before that loads it itself.
        """
        if not self._closing:
            self._body = body
            self._settled.start()

    def restore(self, backup: Path, *, as_it_is: bool = False) -> None:
        """Put a backup in the place of the log, which is put aside, and read it.

        Args:
            backup: The copy.
            as_it_is: Without what was logged since.
        """

        def restored() -> OpenRecords:
            from posture_app.store.opening import go_back, restore_backup

            path = journal_path(self._data_folder)
            if as_it_is:
                return self._read(restore_backup(path, backup, self._now)[0])
            return self._read(go_back(path, backup, self._now))

        self._run(restored, self.loaded)

    def close(self) -> None:
        """Wait for what is being read; what takes long is not gone on with."""
        self._closing = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._settled.stop()
        gc.enable()

    def _run(self, work: Callable[[], object], done: SignalInstance) -> None:
        gc.disable()
        self._pool.submit(work).add_done_callback(partial(self._tell, done))

    def _tell(self, done: SignalInstance, future: "Future[object]") -> None:
        if future.cancelled():
            return  # the program ends, and nobody waits for it
        error = future.exception()
        if error is not None:
            self.failed.emit(error)
        else:
            done.emit(future.result())

    @Slot(object)
    def _settle(self, _found: object) -> None:
        if not self._closing:  # what was read last may be told after the end
            self._settled.start()

    @Slot()
    def _go_on(self) -> None:
        gc.enable()
        if self._body is not None:
            self._pool.submit(_prepare_pages, self._body)
            self._body = None

    def _read_library(self) -> Loaded:
        """The library; motions of people's own files are checked once, and not at each start."""
        personal = personal_paths(self._data_folder)
        if not personal:
            return load(language=language())
        from posture_app.body.motion_checker import MotionChecker, fingerprints_of
        from posture_app.desktop.checked_motions import keep_checked_motions, read_checked_motions

        kept = read_checked_motions(self._data_folder)
        checker = MotionChecker(kept | fingerprints_of(builtin()), lambda: not self._closing)
        loaded = load(personal, checker.problems, language())
        if not checker.sound <= kept:
            keep_checked_motions(self._data_folder, checker.sound)
        return loaded

    def _with_plan(
        self, loaded: Loaded, record: "ReceivedPlan | None", taken: "Sequence[PlanStep]"
    ) -> Loaded:
        """The library with the plan that counts; its motions are checked as people's own are."""
        if record is None:
            return loaded
        from posture_app.program.plans import motion_check, with_current_plan

        check_motions = motion_check(self._data_folder, lambda: not self._closing)
        return with_current_plan(loaded, record, taken, check_motions)

    def _read(self, log: "OpenLog | None" = None) -> OpenRecords:
        from posture_app.store.opening import open_log

        loaded = self._read_library()
        log = log or open_log(journal_path(self._data_folder), self._now)
        if pending_path(self._data_folder).exists():
            from posture_app.program.journal_file import finish_import

            finish_import(log.database, self._data_folder)
        loaded = self._with_plan(loaded, log.plans.current(), log.plans.steps())
        return OpenRecords(loaded, log.journal, log.history, log, self._copied())

    def _copied(self) -> "Message | None":
        """Copy today's copy into the second folder; returns what is to be told of that."""
        from posture_app.desktop.second_folder import second_folder, tells_of_missing
        from posture_app.store.backups import copy_to_second
        from posture_app.store.errors import StoreError

        second = second_folder(self._data_folder)
        if second is None:
            return None
        try:
            copy_to_second(journal_path(self._data_folder), second, self._now)
        except StoreError:
            if not tells_of_missing(self._data_folder, is_missing=True):
                return None
            return sentence(
                "The second folder for copies, {folder}, cannot be reached now, so today's copy is "
                "on this computer alone. Copies go there again when it is back.",
                folder=second,
            )
        tells_of_missing(self._data_folder, is_missing=False)
        return None


def _prepare_pages(body: Body) -> None:
    """Load a body, the modules of all pages and the language's numbers: half of a first click."""
    from posture_app.ui.figure.picture import preload
    from posture_app.words.formats import percent

    preload(body)
    percent(1)
    for name in MODULES_OF_PAGES:
        import_module(name)
