"""The one place where a person's entries change, with what undoes each change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from posture_app.errors import Message, sentence
from posture_app.program.records import Records

if TYPE_CHECKING:
    from posture_app.journal.entries import Entry
    from posture_app.program.local_time import LocalTime
    from posture_app.store.entries import Entries
    from posture_app.store.errors import StoreError

MOST_STEPS: Final = 100
"""How many changes can be undone."""


def new_id() -> str:
    """An id for a new entry."""
    from uuid import uuid4  # takes a while, and no window waits for it

    return str(uuid4())


class EntryEditor(QObject):
    """Saves and deletes entries in the log that is open.

    Signals:
        saved: The `Entry` as it is kept now.
        deleted: The `Entry` that was taken out.
    """

    saved = Signal(object)
    deleted = Signal(object)

    def __init__(
        self, records: Records, local_time: "LocalTime", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._records, self._local_time = records, local_time
        self._undo: list[Callable[[Entries], None]] = []
        records.closing.connect(self._forget)

    @property
    def entries(self) -> "Entries | None":
        """The entries that are open; None while the log is not."""
        opened = self._records.opened
        return None if opened is None else opened.log.entries

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    def save(self, entry: "Entry") -> Message | None:
        """Keep an entry, new or changed, as edited now.

        Returns:
            Why it could not be kept; None where it was. Whoever asked goes on showing it then.
        """
        from posture_app.store.errors import StoreError

        entries = self.entries
        if entries is None:
            return sentence("The log is not open.")
        entry = replace(entry, edited_at=self._now())
        try:
            before = entries.save(entry)
        except StoreError as error:
            return self._said(error)
        self._remember(_back_to(entry, before, self._now))
        self.saved.emit(entry)
        self._records.note_change()
        return None

    def delete(self, entry: "Entry") -> Message | None:
        """Take an entry out.

        Returns:
            Why it could not be taken out; None where it was.
        """
        from posture_app.store.errors import StoreError, UnknownEntryError

        entries = self.entries
        if entries is None:
            return sentence("The log is not open.")
        try:
            gone = entries.delete(type(entry), entry.id, self._now())
        except UnknownEntryError as error:
            return error.message
        except StoreError as error:
            return self._said(error)
        self._remember(_back_to(gone, gone, self._now))
        self.deleted.emit(gone)
        self._records.note_change()
        return None

    def undo(self) -> Message | None:
        """Take the last change back.

        Returns:
            Why it could not be; None where it was, or where there was nothing to take back.
        """
        from posture_app.store.errors import StoreError

        entries = self.entries
        if not self._undo or entries is None:
            return None
        try:
            self._undo[-1](entries)
        except StoreError as error:
            return self._said(error)
        self._undo.pop()
        self._records.note_change()
        return None

    def _said(self, error: "StoreError") -> Message:
        """Why it could not be; that it is this program itself which holds the log, where so."""
        from posture_app.store.errors import LockedDatabaseError

        if isinstance(error, LockedDatabaseError) and self._records.is_worked_on:
            return sentence(
                "A file is being brought into your log right now. What you entered stays here; "
                "save it again in a moment."
            )
        return error.message

    def _now(self) -> datetime:
        return self._local_time.now()

    def _remember(self, step: "Callable[[Entries], None]") -> None:
        self._undo = [*self._undo[1 - MOST_STEPS :], step]

    def _forget(self) -> None:
        self._undo.clear()


def _back_to(
    entry: "Entry", before: "Entry | None", now: Callable[[], datetime]
) -> "Callable[[Entries], None]":
    def step(entries: "Entries") -> None:
        if before is None:
            entries.delete(type(entry), entry.id, now())
        else:
            entries.save(replace(before, edited_at=now()))  # a later edit than what it undoes

    return step
