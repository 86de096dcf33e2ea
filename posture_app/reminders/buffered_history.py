"""Where breaks are written down while the log is not open: a small file of lines beside the state.

A program that only waits for the next break does without the log and what it takes to open one.
What was written meanwhile goes into the log as soon as that is opened for a break or the window.

A line is on the disk before it counts as written. What cannot be written waits in memory, and is
written before what is told next. A line that cannot be read is put into a file of its own, with the
reason, and holds up nothing.
"""

import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Protocol, get_args, get_origin, get_type_hints

from posture_app.desktop.private_files import open_to_append, read_file
from posture_app.journal.breaks import BreakRecord, Stretch
from posture_app.store.errors import StoreError, told

_log = logging.getLogger(__name__)

_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9998, 1, 1, tzinfo=UTC)
_LONGEST_S: Final = 1e9


class HistoryLike(Protocol):
    """Where it is written to: `store.breaks.BreakHistory`."""

    def add(self, record: BreakRecord) -> None:
        """Log a break; StoreError where it must wait in memory."""
        ...

    def add_stretch(self, stretch: Stretch) -> None:
        """Log a stretch; StoreError where it must wait in memory."""
        ...

    def records(self, since: datetime, until: datetime) -> Sequence[BreakRecord]:
        """The breaks of a time, oldest first."""
        ...

    def stretches(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """How a time went, oldest first."""
        ...


class LogLike(HistoryLike, Protocol):
    """The log: `store.breaks.BreakHistory`."""

    @property
    def unsaved(self) -> Sequence[BreakRecord | Stretch]:
        """What is only in memory."""
        ...

    def retry(self) -> None:
        """Write what waits in memory; StoreError where it still cannot be."""
        ...


def buffer_path(data_folder: Path) -> Path:
    """Where it lies."""
    return data_folder / "settings" / "breaks-unwritten.jsonl"


def unread_path(path: Path) -> Path:
    """Where lines of the file at `path` are put that cannot be read."""
    return path.with_name("breaks-unread.jsonl")


class BufferedHistory:
    """A history that hands everything on to the log once there is one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log: LogLike | None = None
        self._unwritten: list[BreakRecord | Stretch] = []

    @property
    def unwritten(self) -> Sequence[BreakRecord | Stretch]:
        """What is only in memory, in the order in which it was told."""
        return tuple(self._unwritten)

    def hand_over(self, log: LogLike | None) -> int:
        """Write into this log from now on, first what waits; None: it is about to be closed.

        What the log could not write until then is kept here.

        Returns:
            How many lines could not be read; they were put into the file at `unread_path`.

        Raises:
            StoreError: It cannot be written; what waits is tried again the next time.
        """
        before, self._log = self._log, log
        if log is None:
            self._take_back(before)
            return 0
        unread: list[_Unread] = []
        for one in _joined([*self._waiting(unread), *self._unwritten]):
            if isinstance(one, BreakRecord):
                log.add(one)
            elif not _covered(one, log):  # killed between writing and deleting
                log.add_stretch(one)
        self._unwritten.clear()
        try:
            self._keep_unread(unread)
            self._path.unlink(missing_ok=True)
        except OSError as error:
            # The log has it all; what is handed over twice changes nothing.
            _log.warning("%s could not be put away: %s", self._path.name, error)
        return len(unread)

    def add(self, record: BreakRecord) -> None:
        """Write down a break; one of the same id is replaced.

        Raises:
            StoreError: It cannot be written, and waits in memory.
        """
        if self._log is not None:
            self._log.add(record)
        else:
            self._unwritten.append(record)
            self.retry()

    def add_stretch(self, stretch: Stretch) -> None:
        """Write down how a time went.

        Raises:
            StoreError: It cannot be written, and waits in memory.
        """
        if self._log is not None:
            self._log.add_stretch(stretch)
        elif stretch.began < stretch.ended:
            self._unwritten.append(stretch)
            self.retry()

    def retry(self) -> None:
        """Write into the file what waits in memory.

        Raises:
            StoreError: It still cannot be written, and goes on waiting.
        """
        if not self._unwritten:
            return
        with told(self._path):
            _append(self._path, [_line(one) for one in self._unwritten])
        self._unwritten.clear()

    def records(self, since: datetime, until: datetime) -> Sequence[BreakRecord]:
        """The breaks of a time, oldest first.

        Raises:
            StoreError: The log cannot be read.
        """
        if self._log is not None:
            return self._log.records(since, until)
        waiting = [*self._waiting([]), *self._unwritten]
        found = {one.id: one for one in waiting if isinstance(one, BreakRecord)}
        return tuple(one for one in found.values() if since <= one.began < until)

    def stretches(self, since: datetime, until: datetime) -> Sequence[Stretch]:
        """How a time went, oldest first.

        Raises:
            StoreError: The log cannot be read.
        """
        if self._log is not None:
            return self._log.stretches(since, until)
        waiting = _joined([*self._waiting([]), *self._unwritten])
        found = [one for one in waiting if isinstance(one, Stretch)]
        return tuple(one for one in found if one.began < until and one.ended > since)

    def _take_back(self, log: LogLike | None) -> None:
        """Keep what the log could not write; the log may still write it, which does no harm."""
        if log is not None:
            with suppress(StoreError):
                log.retry()
            self._unwritten += log.unsaved
        try:
            self.retry()
        except StoreError as error:
            _log.warning("what the log could not write is in memory alone: %s", error)

    def _waiting(self, unread: "list[_Unread]") -> Iterator[BreakRecord | Stretch]:
        """What the file holds, and in `unread` what cannot be read of it, with the reason."""
        try:
            lines = read_file(self._path).splitlines()
        except OSError:
            return
        for line in filter(None, lines):
            try:
                yield _read(line)
            except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
                unread.append(_Unread(line, f"{type(error).__name__}: {error}"))

    def _keep_unread(self, unread: "Sequence[_Unread]") -> None:
        if unread:
            _log.warning("%s lines of %s could not be read", len(unread), self._path.name)
            _append(unread_path(self._path), [one.as_line() for one in unread])


class _Unread(NamedTuple):
    """A line that cannot be read."""

    line: bytes
    reason: str

    def as_line(self) -> str:
        text = self.line.decode("utf-8", "backslashreplace")
        return json.dumps({"reason": self.reason, "line": text})


def _append(path: Path, lines: Sequence[str]) -> None:
    """Put lines at the end of a file, on the disk: all of them, or none.

    Raises:
        OSError: Nothing was written.
    """
    descriptor = open_to_append(path)
    try:
        size = os.fstat(descriptor).st_size
        content = "".join(f"{line}\n" for line in lines).encode()
        if size:
            os.lseek(descriptor, size - 1, os.SEEK_SET)
            if os.read(descriptor, 1) != b"\n":
                content = b"\n" + content  # what was cut off before ends here
        try:
            written = os.write(descriptor, content)
            if written < len(content):
                os.write(descriptor, content[written:])  # a full disk raises with the second part
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)


def _line(one: BreakRecord | Stretch) -> str:
    return json.dumps({"break" if isinstance(one, BreakRecord) else "stretch": _plain(one)})


def _plain(one: BreakRecord | Stretch) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(one).items()
    }


def _read(line: bytes) -> BreakRecord | Stretch:
    """What a line says.

    Raises:
        ValueError, TypeError, KeyError, OverflowError, RecursionError: It says nothing of ours.
    """
    document = json.loads(line)
    if not isinstance(document, dict) or len(document) != 1:
        raise ValueError("expected one break or one stretch")
    [(what, values)] = document.items()
    kind = {"break": BreakRecord, "stretch": Stretch}[what]
    if not isinstance(values, dict):
        raise TypeError("expected an object")
    types = get_type_hints(kind)
    read: BreakRecord | Stretch = kind(
        **{name: _value(name, value, types[name]) for name, value in values.items()}
    )
    if not _EARLIEST < read.began <= _LATEST or not _EARLIEST < read.ended <= _LATEST:
        raise ValueError("a time that no calendar has")
    return read


def _value(name: str, value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    """A field's value, if it is of the field's kind.

    Raises:
        ValueError: It is not.
    """
    if kind is datetime:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise ValueError(f"{name}: expected a time with its zone")
        return at
    if kind is float:
        is_sound = type(value) in {int, float} and abs(value) < _LONGEST_S
    elif kind is str:
        is_sound = _is_text(value)
    elif kind == tuple[str, ...]:
        is_sound = isinstance(value, list) and all(map(_is_text, value))
        value = tuple(value) if is_sound else value
    else:
        is_sound = value in _choices(kind)
    if not is_sound:
        raise ValueError(f"{name}: {json.dumps(value)[:80]}")
    return value


def _is_text(value: object) -> bool:
    """Whether it is a text that a database takes: half a character is none."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _choices(kind: Any) -> tuple[object, ...]:  # noqa: ANN401 - a type
    """What a field of fixed words may hold, with None where it may be left out."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(
        choice
        for one in get_args(kind)
        for choice in ((None,) if one is type(None) else _choices(one))
    )


def _joined(waiting: Iterable[BreakRecord | Stretch]) -> Iterator[BreakRecord | Stretch]:
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


def _covered(stretch: Stretch, log: HistoryLike) -> bool:
    return any(
        one.what == stretch.what and one.began <= stretch.began and stretch.ended <= one.ended
        for one in log.stretches(stretch.began, stretch.ended)
    )
