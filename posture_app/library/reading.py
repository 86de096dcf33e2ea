"""Reads the JSON in a library's file, whoever wrote it, within bounds of time and memory.

A file that is no library can hold anything: millions of values, lists in lists, numbers of
thousands of digits, halves of characters. What comes from here is plain JSON of a size and depth
that a library can have, so that whatever looks at it need not be afraid of it.
"""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from posture_app.errors import Message, reason, sentence
from posture_app.library.problems import BrokenFileError, Problem, Problems, place_of

MAX_BYTES: Final = 10_000_000
MAX_SEPARATORS: Final = 600_000
"""Twice what 10 MB of exercises have; each may stand for a value of a hundred bytes of memory."""
MAX_DEPTH: Final = 30
"""A library goes down to 9."""
MAX_ENTRIES: Final = 5_000
"""The longest list of a library, that of its sources."""
MAX_DIGITS: Final = 300
"""An integer with more is larger than any number that can be reckoned with."""

_TOO_DEEP: Final = sentence("is nested too deeply to be a file of this program")
_NOT_JSON: Final[Mapping[str, Message]] = {
    "Expecting value": sentence("is not JSON: expecting value"),
    "Expecting property name enclosed in double quotes": sentence(
        "is not JSON: expecting property name enclosed in double quotes"
    ),
    "Expecting ':' delimiter": sentence("is not JSON: expecting ':' delimiter"),
    "Expecting ',' delimiter": sentence("is not JSON: expecting ',' delimiter"),
    "Extra data": sentence("is not JSON: extra data"),
    "Unterminated string starting at": sentence("is not JSON: unterminated string starting here"),
    "Invalid control character at": sentence("is not JSON: invalid control character here"),
}
"""What Python's json finds, by its message; anything else is only told to be no JSON."""

_Place = tuple[str | int, ...]


def file_bytes(path: Path) -> bytes:
    """What is in a file.

    Raises:
        BrokenFileError: It is no file, or too large, or cannot be read.
    """
    try:
        if not path.is_file():
            folder = sentence("is a folder; expected a file")
            what = folder if path.is_dir() else sentence("does not exist")
            raise BrokenFileError(path, [Problem("", what)])
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes()
    except OSError as error:
        what = sentence("cannot be read: {why}", why=reason(error))
        raise BrokenFileError(path, [Problem("", what)]) from None
    what = sentence(
        "is {size} MB; expected at most {most} MB",
        size=round(size / 1e6, 1),
        most=round(MAX_BYTES / 1e6),
    )
    raise BrokenFileError(path, [Problem("", what)])


def document(path: Path, problems: Problems, raw: bytes | None = None) -> object:
    """The JSON in a file.

    Args:
        path: The file.
        raw: What is in it, where that is known already.
        problems: Takes in what is wrong with single values; in their place stands what can be
            looked at, so that all else that is wrong is found in the same run.

    Raises:
        BrokenFileError: It is no JSON, or none that a library could be.
    """
    if raw is None:
        raw = file_bytes(path)
    if sum(map(raw.count, (b",", b"[", b"{"))) > MAX_SEPARATORS:
        what = sentence("holds more values than a file of this program can have")
        raise BrokenFileError(path, [Problem("", what)])
    try:
        parsed = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=no_doubled_fields, parse_int=_integer
        )
        return _Sound(problems).value(parsed, ())
    except UnicodeDecodeError as error:
        what = sentence(
            "is not UTF-8 text (byte {byte}); expected a JSON file saved as UTF-8",
            byte=error.start + 1,
        )
        raise BrokenFileError(path, [Problem("", what)]) from None
    except json.JSONDecodeError as error:
        place = sentence("line {line}, column {column}", line=error.lineno, column=error.colno)
        what = _NOT_JSON.get(error.msg, sentence("is not JSON"))
        raise BrokenFileError(path, [Problem(place, what)]) from None
    except DoubledFieldError as error:
        what = sentence(
            'the field "{name}" stands twice in one object; expected it once',
            name=whole_text(error.args[0]),
        )
        raise BrokenFileError(path, [Problem("", what)]) from None
    except RecursionError:
        raise BrokenFileError(path, [Problem("", _TOO_DEEP)]) from None


def whole_text(text: str) -> str:
    """A text with halves of characters replaced, which no file and no terminal takes."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


class _Sound:
    """Goes through parsed JSON, and puts what can be looked at in the place of what cannot."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def value(self, value: object, place: _Place) -> object:
        """The value, or what stands for it; RecursionError where it is nested too deeply."""
        if isinstance(value, str):
            return self._text(value, place)
        if not isinstance(value, dict | list):
            return value
        if len(place) > MAX_DEPTH:
            raise RecursionError
        if len(value) > MAX_ENTRIES:
            self._problems.add([Problem(place_of(place), _too_many(value))])
            return type(value)()
        if isinstance(value, list):
            return [self.value(one, (*place, index)) for index, one in enumerate(value)]
        return dict(self._fields(value, place))

    def _fields(self, value: Mapping[str, Any], place: _Place) -> Iterator[tuple[str, Any]]:
        for name, one in value.items():
            name = self._text(name, place)  # noqa: PLW2901 - the same name, as far as it is one
            yield name, self.value(one, (*place, name))

    def _text(self, text: str, place: _Place) -> str:
        whole = whole_text(text)
        if whole != text:
            what = sentence("holds half of a character; expected text")
            self._problems.add([Problem(place_of(place), what)])
        return whole


def _too_many(value: list[Any] | dict[str, Any]) -> Message:
    if isinstance(value, list):
        text = sentence("has {count} entries; expected at most {most}")
    else:
        text = sentence("has {count} fields; expected at most {most}")
    return Message(text.text, values={"count": len(value), "most": MAX_ENTRIES})


def _integer(digits: str) -> float:
    """An integer of JSON; one of more digits than can be reckoned with is endless."""
    if len(digits) <= MAX_DIGITS:
        return int(digits)
    return -math.inf if digits.startswith("-") else math.inf


class DoubledFieldError(ValueError):
    """An object of JSON has two fields of one name, which is its argument."""


def no_doubled_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, for `object_pairs_hook`.

    Raises:
        DoubledFieldError: Two fields have one name, so that one of them would be lost.
    """
    fields = dict(pairs)
    if len(fields) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise DoubledFieldError(name)
            seen.add(name)
    return fields
