"""Reads days from a table, whoever wrote it: `date,pain,spasm,<factor>...`."""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from posture_app.errors import Message, sentence
from posture_app.journal.day_table import DayTable
from posture_app.library.problems import BrokenFileError, Problem, Problems
from posture_app.library.reading import MAX_BYTES, file_bytes

DATE: Final = "date"
PAIN: Final = "pain"
SPASM: Final = "spasm"
MOST_DAYS: Final = 36_525
"""A hundred years."""
MOST_FACTORS: Final = 50
LONGEST_NAME: Final = 100
_LONGEST_SHOWN: Final = 40
_NUMBER: Final = re.compile(
    r"[+-]?(\d{1,30}(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE
)
_LARGEST: Final = 1e12
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_Line = tuple[int, Sequence[str]]
"""A row, and the line of the file that it ends on."""
_Day = tuple[int, Sequence[float | None]]


def read_day_table(path: Path, raw: bytes | None = None) -> DayTable:
    """The days in a table.

    The days may stand in any order, and days may be missing; an empty field is not answered.

    Args:
        path: The file.
        raw: What is in it, where that is known already.

    Raises:
        BrokenFileError: It is no such table; all that is wrong with it is named by line and column.
    """
    rows = _rows(path, _text(path, file_bytes(path) if raw is None else raw))
    header = next(rows, None)
    if header is None:
        what = sentence("is empty; expected a table that begins with {header}", header=_HEADER)
        raise BrokenFileError(path, [Problem("", what)])
    names = [name.strip() for name in header[1]]
    wrong_names = list(_header_problems(names))
    if wrong_names:
        raise BrokenFileError(path, wrong_names)
    problems = Problems()
    days: dict[date, _Day] = {}
    for count, line in enumerate(rows):
        if count >= MOST_DAYS:
            what = sentence("has more lines than a hundred years have days")
            problems.add([Problem(_line(line[0]), what)])
            break
        problems.add(_take(line, names, days))
    if not problems:
        problems.add(_span_problems(days))
    if problems:
        raise BrokenFileError(path, problems.told())
    return _day_table(names, days)


_HEADER: Final = ",".join((DATE, PAIN, SPASM))


def _text(path: Path, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        what = sentence(
            "is {size} MB; expected at most {most} MB",
            size=round(len(raw) / 1e6, 1),
            most=round(MAX_BYTES / 1e6),
        )
        raise BrokenFileError(path, [Problem("", what)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = sentence(
            "is not UTF-8 text (byte {byte}); expected a table saved as UTF-8",
            byte=error.start + 1,
        )
        raise BrokenFileError(path, [Problem("", what)]) from None


def _rows(path: Path, text: str) -> Iterator[_Line]:
    """The rows that are not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            what = sentence("cannot be read as a table; check the quotation marks")
            raise BrokenFileError(path, [Problem(_line(reader.line_num), what)]) from None
        if row is None:
            return
        if any(field.strip() for field in row):
            yield reader.line_num, row


def _header_problems(names: Sequence[str]) -> Iterator[Problem]:
    place = _line(1)
    for name in (DATE, PAIN, SPASM):
        if name not in names:
            what = sentence(
                'there is no column "{name}"; expected {header} and the factors',
                name=name,
                header=_HEADER,
            )
            yield Problem(place, what)
    if len(names) > MOST_FACTORS + 3:
        what = sentence("has {count} columns; expected at most {most}")
        values = {"count": len(names), "most": MOST_FACTORS + 3}
        yield Problem(place, Message(what.text, values=values))
        return
    for number, name in enumerate(names, 1):
        column = sentence("line {line}, column {column}", line=1, column=number)
        if not name:
            yield Problem(column, sentence("has no name; expected the name of a factor"))
        elif len(name) > LONGEST_NAME:
            what = sentence("its name is longer than {most} characters", most=LONGEST_NAME)
            yield Problem(column, what)
        elif name in names[: number - 1]:
            what = sentence('"{name}" stands twice; expected it once', name=_cut(name))
            yield Problem(column, what)


def _take(line: _Line, names: Sequence[str], days: dict[date, _Day]) -> Iterator[Problem]:
    """Put a row into `days`; yields what is wrong with it."""
    number, row = line
    if len(row) != len(names):
        what = sentence("has {count} fields; expected {most}", count=len(row), most=len(names))
        yield Problem(_line(number), what)
        return
    fields = dict(zip(names, (field.strip() for field in row), strict=True))
    day = _day(fields[DATE])
    if day is None:
        what = sentence("got “{got}”; expected a date such as 2026-03-02", got=_cut(fields[DATE]))
        yield Problem(_place(number, DATE), what)
    elif day in days:
        what = sentence(
            "{day} stands on line {line} already; expected each day once",
            day=day.isoformat(),
            line=days[day][0],
        )
        yield Problem(_place(number, DATE), what)
    numbers: list[float | None] = []
    for name, text in fields.items():
        if name != DATE:
            value = _number(text)
            numbers.append(value)
            if text and not _fits(name, value):
                yield Problem(_place(number, name), _expected(name, text))
    if day is not None:
        days.setdefault(day, (number, numbers))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _number(text: str) -> float | None:
    """The number; None where there is none, or one that cannot be reckoned with."""
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    return value if abs(value) <= _LARGEST else None


def _fits(name: str, value: float | None) -> bool:
    if value is None:
        return False
    if name == PAIN:
        return 0 <= value <= 10
    return value in {0, 1} if name == SPASM else True


def _expected(name: str, text: str) -> Message:
    got = _cut(text)
    if name == PAIN:
        return sentence("got “{got}”; expected a number from 0 to 10, or nothing", got=got)
    if name == SPASM:
        return sentence("got “{got}”; expected 0 or 1, or nothing", got=got)
    return sentence("got “{got}”; expected a number, or nothing", got=got)


def _span_problems(days: Mapping[date, _Day]) -> Iterator[Problem]:
    if not days:
        yield Problem("", sentence("holds no days; expected a line for each day"))
    elif (max(days) - min(days)).days >= MOST_DAYS:
        what = sentence(
            "goes from {first} to {last}; expected at most a hundred years",
            first=min(days).isoformat(),
            last=max(days).isoformat(),
        )
        yield Problem("", what)


def _day_table(names: Sequence[str], days: Mapping[date, _Day]) -> DayTable:
    first, last = min(days), max(days)
    numbers = [name for name in names if name != DATE]
    unknown: _Day = (0, [None] * len(numbers))
    calendar = (first + timedelta(days=number) for number in range((last - first).days + 1))
    table = zip(*(days.get(day, unknown)[1] for day in calendar), strict=True)
    columns = dict(zip(numbers, table, strict=True))
    pain, spasm = columns.pop(PAIN), columns.pop(SPASM)
    return DayTable(first_day=first, pain=pain, spasm=spasm, factors=tuple(columns.items()))


def _line(number: int) -> Message:
    return sentence("line {line}", line=number)


def _place(line: int, name: str) -> Message:
    return sentence("line {line}, column “{column}”", line=line, column=_cut(name))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
