"""The therapist's data while the program runs: opened when they are wanted, locked when asked.

What opens them is imported only then: the page Settings is there without it.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from posture_app.desktop.paths import patients_path
from posture_app.errors import Message
from posture_app.journal.zones import zone
from posture_app.program.background import Background
from posture_app.program.local_time import LocalTime
from posture_app.program.long_work import Progress
from posture_app.store.errors import (
    ChangedElsewhereError,
    DamagedDatabaseError,
    MissingDatabaseError,
    StoreError,
    UnknownPatientError,
    WrongPassphraseError,
)
from posture_app.store.passphrase import Passphrase, is_encrypted

if TYPE_CHECKING:
    from posture_app.store.patient_copies import PatientCopy
    from posture_app.store.patients import Patients

_log = logging.getLogger(__name__)

REFUSALS: Final = (StoreError, ChangedElsewhereError, UnknownPatientError)
"""Why something of it cannot be read or changed; each has its `message`."""
_Result = TypeVar("_Result")
_Otherwise = TypeVar("_Otherwise")


class PracticeData(QObject):
    """Owns the therapist's database while the program runs.

    Attributes:
        patients: The database; None while it is locked, or cannot be opened.
        problem: Why it could not be opened, or not be unlocked; None where nothing is wrong.
        is_locked: Whether a passphrase is needed.
        can_go_back: Whether it is damaged or gone, and one may go back to a copy (`copies`).

    Signals:
        closing: The database is about to be closed: what is being written is to be kept now.
        turned: It was opened or locked, or could not be opened.
        changed: It holds something else than before.
        failed: A `Message`: why something could not be done.
    """

    closing = Signal()
    turned = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, data_folder: Path, local_time: LocalTime, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._path, self.local_time = patients_path(data_folder), local_time
        self.patients: Patients | None = None
        self.problem: Message | None = None
        self.is_locked = False
        self.can_go_back = False
        self._passphrase = Passphrase("")
        self._unlocking = Background(self)
        self._unlocking.done.connect(self._unlock_with)
        self._copy_soon = QTimer(self, singleShot=True, interval=0)
        self._copy_soon.timeout.connect(self._back_up)

    @property
    def is_encrypted(self) -> bool:
        """Whether there is a passphrase."""
        with suppress(StoreError):
            return is_encrypted(self._path)
        return False

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing in the place of the database."""
        return not self._path.exists()

    @Slot()
    def open(self) -> None:
        """Open the database where that needs no passphrase; where it is open, do nothing."""
        if self.patients is None:
            self._open("")

    @Slot(str)
    def unlock(self, passphrase: str) -> None:
        """Open the database with its passphrase; `problem` tells where that is another one."""
        if self.patients is None:
            self._open(passphrase)

    @Slot(str)
    def unlock_soon(self, passphrase: str) -> None:
        """The same, while making the key, which is slow on purpose, holds up nobody."""
        path, word = self._path, Passphrase(passphrase)

        def work(_progress: Progress) -> Passphrase:
            with suppress(StoreError):  # opening tells it
                word.key_of(path)
            return word

        if self.patients is None:
            self._unlocking.start(work)

    @Slot(object)
    def _unlock_with(self, word: Passphrase) -> None:
        if self.patients is None:
            self._open(word)

    @Slot()
    def lock(self) -> None:
        """Close a database that has a passphrase, so that nobody sees anything without it."""
        if self.patients is not None and self.is_encrypted:
            self.close()
            self.is_locked, self._passphrase = True, Passphrase("")
            self.turned.emit()

    @Slot()
    def close(self) -> None:
        """Close the database, after what is being written was kept."""
        self._unlocking.close()
        if self.patients is None:
            return
        self._copy_soon.stop()
        self.closing.emit()
        patients, self.patients = self.patients, None
        patients.close()

    def set_passphrase(self, old: str, new: str) -> bool:
        """Encrypt the database with another passphrase, empty is none, and open it again.

        Returns:
            Whether it was done; `failed` has told why not, and then all is as it was.
        """
        from posture_app.store.patient_database import change_passphrase, check_passphrase
        from posture_app.store.patients import open_patients

        try:
            if not self._path.exists():
                open_patients(self._path).close()
            check_passphrase(self._path, old)
            self.close()
            change_passphrase(self._path, old, new)
        except StoreError as error:
            self.failed.emit(error.message)
            if self.patients is None and not self.is_locked:
                self._open(old)
            return False
        self._open(new)
        return True

    # What is left where it cannot be opened

    @property
    def copies(self) -> "Sequence[PatientCopy]":
        """The copies that can be gone back to with the passphrase that was given last."""
        from posture_app.store.patient_copies import patient_copies

        return patient_copies(self._path, self._passphrase)

    @Slot(object)
    def go_back(self, copy: Path) -> None:
        """Put a copy in the place of the database; what was there is put aside."""
        from posture_app.store.patient_copies import go_back

        passphrase = self._passphrase
        self.close()
        try:
            go_back(self._path, copy, passphrase, self.local_time.now())
        except StoreError as error:
            self.failed.emit(error.message)
        self._open(passphrase)

    @Slot()
    def begin_anew(self) -> None:
        """Begin an empty database where there is none any more; its copies are kept."""
        if self.patients is None:
            self._open(self._passphrase, begin=True)

    def ask(
        self, do: "Callable[[Patients], _Result]", otherwise: _Otherwise
    ) -> "_Result | _Otherwise":
        """Read something; `otherwise` where that cannot be, which `failed` has told."""
        if self.patients is None:
            return otherwise
        try:
            return do(self.patients)
        except REFUSALS as error:
            self.failed.emit(error.message)
            return otherwise

    def change(self, do: "Callable[[Patients], _Result]") -> _Result | None:
        """Change something, and say so; None where that cannot be, which `failed` has told."""
        if self.patients is None:
            return None
        try:
            done = do(self.patients)
        except REFUSALS as error:
            self.failed.emit(error.message)
            return None
        self._back_up()
        self.changed.emit()
        return done

    def _open(self, words: str | Passphrase, *, begin: bool = False) -> None:
        from posture_app.store.patients import open_patients

        self.problem, self.can_go_back = None, False
        self._passphrase = passphrase = Passphrase.of(words)
        try:
            self.is_locked = not passphrase and is_encrypted(self._path)
            if not self.is_locked:
                here = zone(self.local_time.zone)
                self.patients = open_patients(self._path, passphrase, begin=begin, zone=here)
        except WrongPassphraseError as error:
            # Where it opens the copies, the database is damaged and the passphrase right.
            self.problem, self.can_go_back = error.message, bool(self.copies)
            self.is_locked = not self.can_go_back
        except (DamagedDatabaseError, MissingDatabaseError) as error:
            self.problem, self.can_go_back = error.message, True
        except StoreError as error:
            self.problem = error.message
        self.turned.emit()
        if self.patients is not None:
            self._copy_soon.start()  # the page is drawn before

    @Slot()
    def _back_up(self) -> None:
        """Copy it, once a day."""
        if self.patients is None:
            return
        try:
            self.patients.back_up(self.local_time.now())
        except StoreError as error:
            _log.warning("the therapist's data could not be copied: %s", type(error).__name__)
            self.failed.emit(error.message)
