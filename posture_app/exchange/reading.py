"""Reads the file with everything, whoever wrote it, within bounds of time and memory.

A file that is none can hold anything. Records are read one batch after the other, so that ten years
need no more room than one batch; everything that is wrong is told with its place.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from posture_app.breaks.faults import FaultsError
from posture_app.breaks.settings import read_settings
from posture_app.dataclass import dataclass
from posture_app.errors import Message, reason, sentence
from posture_app.exchange.checks import health_problems, preference_problems, record_problems
from posture_app.exchange.document import (
    FORMAT,
    HEAD,
    RECORDS,
    SETTINGS,
    VERSION,
    JournalFile,
    PersonalSettings,
    adapter,
)
from posture_app.exchange.json_text import TOO_DEEP, JsonText, Raw, WrongFileError, doubled
from posture_app.journal.merging import Record
from posture_app.journal.model import SessionRecord
from posture_app.library.problems import BrokenFileError, Problem, Problems
from posture_app.library.reading import whole_text
from posture_app.library.validation import schema_problems

MAX_BYTES: Final = 1_000_000_000
"""Ten years of everything are an eighth of it."""
BATCH: Final = 100
"""So many records are checked together."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records of one of `document.RECORDS`, sound by themselves."""

    name: str
    records: Sequence[Record]


class JournalReader:
    """Reads one file, once.

    Attributes:
        problems: What is wrong so far, apart from what ends the reading.
        settings: What the person had set, as far as it was read.
        share: How much of the file was read, from 0 to 1.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problems = Problems()
        self.settings = PersonalSettings()
        self._text: JsonText | None = None
        self._seen: set[str] = set()
        self._ids: set[str] = set()

    @property
    def share(self) -> float:
        """How much of the file was read, from 0 to 1."""
        return 0.0 if self._text is None else self._text.share

    def batches(self) -> Iterator[Batch]:
        """The records, in the file's order; those with a fault are left out and told.

        Raises:
            BrokenFileError: The file cannot be used, with all that is wrong with it. It comes at
                the end where the file could be read to its end.
        """
        try:
            if not self._path.is_file():
                folder = sentence("is a folder; expected a file")
                what = folder if self._path.is_dir() else sentence("does not exist")
                raise self._broken("", what)
            size = self._path.stat().st_size
            if size > MAX_BYTES:
                what = sentence(
                    "is {size} MB; expected at most {most} MB",
                    size=round(size / 1e6, 1),
                    most=round(MAX_BYTES / 1e6),
                )
                raise self._broken("", what)
            with self._path.open("rb") as file:
                self._text = JsonText(file, size)
                yield from self._parts(self._text)
        except OSError as error:
            raise self._broken("", sentence("cannot be read: {why}", why=reason(error))) from None
        except WrongFileError as error:
            raise self._broken(error.place, error.what) from None
        if self.problems:
            raise BrokenFileError(self._path, self.problems.told())

    def _broken(self, place: str | Message, what: Message) -> BrokenFileError:
        return BrokenFileError(self._path, [*self.problems.told(), Problem(place, what)])

    def _parts(self, text: JsonText) -> Iterator[Batch]:
        for name in text.fields():
            if name in self._seen:
                raise WrongFileError("", doubled(name))
            self._seen.add(name)
            if name in RECORDS:
                yield from self._records(text, name)
            elif name in SETTINGS:
                self._take_settings(name, text.value(name))
            elif name in HEAD:
                self._take_head(name, text.value(name))
            else:
                text.value(name)
                what = sentence("is no part of a log; expected it to be left out")
                self.problems.add([Problem(whole_text(name)[:100], what)])
        if missing := [name for name in HEAD if name not in self._seen]:
            raise WrongFileError(missing[0], sentence("is missing; expected it here"))

    def _take_head(self, name: str, raw: str) -> None:
        value = json.loads(raw)
        if name == "format" and value != FORMAT:
            raise WrongFileError("", sentence("is no log of Posture App"))
        if name == "version":
            if isinstance(value, int) and not isinstance(value, bool) and value > VERSION:
                what = sentence(
                    "was written by a newer version of Posture App; install the newest version to "
                    "read it"
                )
                raise WrongFileError("", what)
            if value != VERSION or isinstance(value, bool):
                expected = sentence("expected {version}", version=VERSION)
                raise WrongFileError(name, expected)

    def _take_settings(self, name: str, raw: str) -> None:
        read = self._read(name, [Raw(raw, -1)])
        value = None if read is None else getattr(read, name)
        if value is None:
            return
        if name == "preferences":
            problems = list(preference_problems(value))
        elif name == "health":
            problems = list(health_problems(value))
        else:
            problems = _break_settings_problems(value)
        self.problems.add(problems)
        if not problems:
            self.settings = replace(self.settings, **{name: value})

    def _records(self, text: JsonText, name: str) -> Iterator[Batch]:
        waiting: list[Raw] = []
        self._ids.clear()
        for raw in text.members(name):
            waiting.append(raw)
            if len(waiting) == BATCH:
                yield Batch(name, self._sound(name, waiting))
                waiting = []
        if waiting:
            yield Batch(name, self._sound(name, waiting))

    def _sound(self, name: str, raws: Sequence[Raw]) -> list[Record]:
        read = self._read(name, raws)
        if read is not None:
            records: Sequence[Record] = getattr(read, name)
        elif len(raws) == 1:
            return []
        else:  # so that one fault hides none of the others
            return [record for raw in raws for record in self._sound(name, [raw])]
        sound = []
        for record, raw in zip(records, raws, strict=True):
            problems = list(record_problems(record, f"{name}[{raw.index}]"))
            problems += self._doubled(record, f"{name}[{raw.index}]")
            self.problems.add(problems)
            if not problems:
                sound.append(_whole(record))
        return sound

    def _doubled(self, record: Record, place: str) -> Iterator[Problem]:
        identity = getattr(record, "id", None)
        if identity is None:
            return
        if identity in self._ids:
            yield Problem(f"{place}.id", sentence("stands twice in the list; expected it once"))
        self._ids.add(identity)

    def _read(self, name: str, raws: Sequence[Raw]) -> JournalFile | None:
        """The values as a file that holds nothing else; None where not all of them are sound."""
        from pydantic import ValidationError  # noqa: PLC0415 - see docs/decisions/0002

        joined = ",".join(raw.text for raw in raws)
        is_list = name in RECORDS
        document = f'{{"{name}":[{joined}]}}' if is_list else f'{{"{name}":{joined}}}'
        try:
            return adapter().validate_json(document)
        except ValidationError as error:
            if len(raws) > 1:
                return None
            found = error.errors(include_url=False)
            self.problems.add(_placed(name, raws[0], found))
            return None


def _whole(record: Record) -> Record:
    """A session with its sets as those of the log are."""
    return (
        replace(record, items=tuple(record.items)) if isinstance(record, SessionRecord) else record
    )


def _placed(name: str, raw: Raw, found: Sequence[Any]) -> Iterator[Problem]:
    start = name if raw.index < 0 else f"{name}[{raw.index}]"
    for one in found:
        if one["type"] == "json_invalid":
            deep = "recursion" in str(one.get("ctx", ""))
            yield Problem(start, TOO_DEEP if deep else sentence("holds what is no text or number"))
            continue
        location = one["loc"] if raw.index < 0 else (name, raw.index, *one["loc"][2:])
        (problem,) = schema_problems([{**one, "loc": location}])
        yield problem


def _break_settings_problems(value: object) -> list[Problem]:
    try:
        read_settings(value)
    except FaultsError as error:
        return [Problem(f"break_settings.{one.place}", one.what) for one in error.faults]
    return []
