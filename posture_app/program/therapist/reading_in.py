"""Reading in what patients sent: many files at once, with progress, and an end at any time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from posture_app.plans.adherence_files import ImportedFile, MergedFile, imported_file
from posture_app.program.background import Background
from posture_app.program.long_work import Progress
from posture_app.program.therapist.practice import PracticeData
from posture_app.store.errors import StoreError
from posture_app.ui.therapist.snapshots import ReadIn
from posture_app.words import patients as words

TOGETHER: Final = 4
"""Files that are kept in one step: the window goes on between two, and each costs the disk."""
_READ: Final = 0.5
"""So much of the work is reading the files; the rest is to keep what is in them."""


class ReadingIn(QObject):
    """Reads files on a thread, then keeps them some at a time.

    Ended in the middle, files that were kept are kept, each as a whole; the rest was not touched.

    Signals:
        progressed: How much is done, from 0 to 1; None when nothing is done any more.
        ended: A `ReadIn`: what became of the files.
    """

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, practice: PracticeData, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self._work = Background(self)
        self._work.progressed.connect(self._tell_read)
        self._work.done.connect(self._keep)
        self._work.failed.connect(self._end_unread)
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self._keep_some)
        self._files: Sequence[ImportedFile] = ()
        self._merged: list[MergedFile] = []
        self._is_running = False
        practice.closing.connect(self.stop)

    def start(self, paths: Sequence[Path]) -> bool:
        """Read in files, unless others are being read; returns whether it was begun."""
        if self._is_running or not paths or self._practice.patients is None:
            return False

        def read(progress: Progress) -> list[ImportedFile]:
            found = []
            for number, path in enumerate(paths, 1):
                found.append(imported_file(path))
                progress(number / len(paths))
            return found

        self._is_running = True
        self._files, self._merged = (), []
        self.progressed.emit(0.0)
        return self._work.start(read)

    @Slot()
    def cancel(self) -> None:
        """End it here."""
        if self._work.is_busy:
            self._work.cancel()
        elif self._is_running:
            self._end(is_cancelled=True)

    @Slot()
    def stop(self) -> None:
        """End it at once: the data are about to be closed."""
        self._work.close()
        if self._is_running:
            self._end(is_cancelled=True)

    @Slot(float)
    def _tell_read(self, share: float) -> None:
        if self._is_running:
            self.progressed.emit(share * _READ)

    @Slot(object)
    def _keep(self, files: Sequence[ImportedFile]) -> None:
        if self._is_running:
            self._files = files
            self._step.start()

    @Slot()
    def _keep_some(self) -> None:
        data, begin = self._practice.patients, len(self._merged)
        if data is None or not self._is_running:
            return
        files = self._files[begin : begin + TOGETHER]
        try:
            self._merged += data.merge(files, self._practice.local_time.now())
        except StoreError as error:
            self._practice.failed.emit(error.message)
            self._end(is_cancelled=True)
            return
        done = len(self._merged)
        if done == len(self._files):
            self._end(is_cancelled=False)
        else:
            self.progressed.emit(_READ + (1 - _READ) * done / len(self._files))
            self._step.start()

    @Slot(object)
    def _end_unread(self, _error: Exception) -> None:
        if self._is_running:
            self._end(is_cancelled=True)

    def _end(self, *, is_cancelled: bool) -> None:
        self._step.stop()
        self._is_running = False
        merged, self._files = self._merged, ()
        self.progressed.emit(None)
        self.ended.emit(
            ReadIn(
                words.read_in_title(merged, is_cancelled=is_cancelled),
                words.read_in_lines(merged),
                words.read_in_faults(merged),
                is_cancelled,
            )
        )
        if merged:
            self._practice.changed.emit()
