"""Where breaks are written down while the log is not open: a small file of lines beside the state.

A program that only waits for the next break does without the log and what it takes to open one.
What was written meanwhile goes into the log as soon as that is opened for a break or the window.
"""

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from posture_app.desktop.paths import private_folder
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.reminders.history import History
from posture_app.store.errors import StoreError

_log = logging.getLogger(__name__)


def outbox_path(data_folder: Path) -> Path:
    """Where it lies."""
    return data_folder / "settings" / "breaks-unwritten.jsonl"


class Outbox:
    """A history that hands everything on to the log once there is one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log: History | None = None

    def hand_over(self, log: History | None) -> None:
        """Write into this log from now on, first what waits; None: it is about to be closed.

        Raises:
            StoreError: It cannot be written; what waits is tried again the next time.
        """
        self._log = log
        if log is None or not self._path.exists():
            return
        for one in _joined(self._waiting()):
            if isinstance(one, BreakRecord):
                log.add(one)
            elif not _covered(one, log):  # killed between writing and deleting
                log.add_stretch(one)
        with suppress(OSError):
            self._path.unlink()

    def add(self, record: BreakRecord) -> None:
        """Write down a break; one of the same id is replaced.

        Raises:
            StoreError: The log cannot be written.
        """
        if self._log is not None:
            self._log.add(record)
        else:
            self._append({"break": _plain(record)})

    def add_stretch(self, stretch: Stretch) -> None:
        """Write down how a time went.

        Raises:
            StoreError: The log cannot be written.
        """
        if self._log is not None:
            self._log.add_stretch(stretch)
        else:
            self._append({"stretch": _plain(stretch)})

    def records(self, since: datetime, until: datetime) -> Sequence[BreakRecord]:
        """The breaks of a time, oldest first.

        Raises:
            StoreError: The log cannot be read.
        """
        if self._log is not None:
            return self._log.records(since, until)
        found = {one.id: one for one in self._waiting() if isinstance(one, BreakRecord)}
        return tuple(one for one in found.values() if since <= one.began < until)

    def stretches(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """How a time went, oldest first.

        Raises:
            StoreError: The log cannot be read.
        """
        if self._log is not None:
            return self._log.stretches(since, until)
        found = [one for one in _joined(self._waiting()) if isinstance(one, Stretch)]
        return tuple(one for one in found if one.began < until and one.ended > since)

    def _append(self, line: dict[str, Any]) -> None:
        try:
            private_folder(self._path.parent)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        except OSError as error:
            raise StoreError(self._path) from error

    def _waiting(self) -> Iterator[BreakRecord | Stretch]:
        """What the file holds; a line that was cut off by a full disk or a kill is left out."""
        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            return
        for line in lines:
            try:
                yield _read(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                _log.warning("a line of %s could not be read", self._path.name)


def _plain(one: BreakRecord | Stretch) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(one).items()
    }


def _read(line: dict[str, dict[str, Any]]) -> BreakRecord | Stretch:
    [(what, values)] = line.items()
    read: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    for name in ("began", "ended"):
        read[name] = datetime.fromisoformat(read[name])
    return BreakRecord(**read) if what == "break" else Stretch(**read)


def _joined(waiting: Iterator[BreakRecord | Stretch]) -> Iterator[BreakRecord | Stretch]:
    """Stretches that go on joined, for each is one transaction in the log."""
    last: Stretch | None = None
    for one in waiting:
        if isinstance(one, BreakRecord):
            yield one
        elif last is not None and last.what == one.what and last.ended == one.began:
            last = Stretch(last.began, one.ended, one.what)
        else:
            if last is not None:
                yield last
            last = one
    if last is not None:
        yield last


def _covered(stretch: Stretch, log: History) -> bool:
    return any(
        one.what == stretch.what and one.began <= stretch.began and stretch.ended <= one.ended
        for one in log.stretches(stretch.began, stretch.ended)
    )
