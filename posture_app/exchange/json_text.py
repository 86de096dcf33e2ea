"""One large object of JSON, read value by value: whoever wrote it, only one value is in memory."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO, Final

from posture_app.dataclass import dataclass
from posture_app.errors import Message, sentence
from posture_app.library.reading import DoubledFieldError, no_doubled_fields, whole_text

MAX_CHARACTERS: Final = 4_000_000
"""Of one value. A session of a thousand sets has a tenth of it."""
MAX_DIGITS: Final = 300
TOO_DEEP: Final = sentence("is nested too deeply")
_CHUNK_BYTES: Final = 1 << 18
_LONGEST_TOKEN: Final = 400
"""What is cut off within a number or a word of JSON is wrong so near to the end."""
_SPACE: Final = " \t\n\r"
_CUT_OFF: Final = sentence("is cut off; expected more of it here")
_NOT_JSON: Final = sentence("is not JSON here")


@dataclass(frozen=True, slots=True)
class Raw:
    """A value as it stands in the file, with its place in a list."""

    text: str
    index: int


class WrongFileError(Exception):
    """Something that ends the reading, with its place."""

    def __init__(self, place: str | Message, what: Message) -> None:
        super().__init__(str(what))
        self.place, self.what = place, what


class JsonText:
    """The text of a file, read piece by piece, as the parts of one JSON object."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(
            object_pairs_hook=no_doubled_fields, parse_int=_integer, parse_constant=_no_constant
        )
        self._text, self._at = "", 0
        self._line = self._column = 1
        self._read_bytes = 0
        self._ended = False

    @property
    def share(self) -> float:
        """How much of the file was read, from 0 to 1."""
        return self._read_bytes / self._size if self._size else 1.0

    def fields(self) -> Iterator[str]:
        """The names of the fields of the one object; the value of each is taken before the next.

        Raises:
            WrongFileError: It is no object, or no JSON from there on.
        """
        if self._next() != "{":
            raise WrongFileError("", sentence("is no log of Posture App"))
        self._at += 1
        if self._next() == "}":
            self._at += 1
        else:
            while True:
                if self._next() != '"':
                    raise self._wrong(_NOT_JSON)
                name = self._name()
                self._expect(":")
                yield name
                if self._next() == "}":
                    self._at += 1
                    break
                self._expect(",")
        if self._next():
            raise self._wrong(sentence("goes on after its end"))

    def value(self, place: str) -> str:
        """The next value as it stands in the file.

        Raises:
            WrongFileError: It is no JSON, or too large.
        """
        self._next()
        return self._raw(place)

    def members(self, name: str) -> Iterator[Raw]:
        """The members of the list that comes next, as they stand in the file.

        Raises:
            WrongFileError: It is no list, or no JSON from there on.
        """
        if self._next() != "[":
            raise WrongFileError(name, sentence("expected a list"))
        self._at += 1
        if self._next() == "]":
            self._at += 1
            return
        index = 0
        while True:
            self._next()
            yield Raw(self._raw(f"{name}[{index}]"), index)
            index += 1
            if self._next() == "]":
                self._at += 1
                return
            self._expect(",")

    def _raw(self, place: str) -> str:
        start, end = self._span(place)
        self._at = end
        return self._text[start:end]

    def _name(self) -> str:
        name: str = json.loads(self._raw(""))
        return name

    def _span(self, place: str) -> tuple[int, int]:
        """From where to where the value goes that begins here."""
        while True:
            try:
                _value, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended or not self._may_be_cut(error):
                    raise self._wrong(_NOT_JSON, error.pos) from None
            except RecursionError:
                raise WrongFileError(place, TOO_DEEP) from None
            except DoubledFieldError as error:
                raise WrongFileError(place, doubled(error.args[0])) from None
            except ValueError:
                raise WrongFileError(place, sentence("holds a number that is none")) from None
            else:
                if end < len(self._text) or self._ended:
                    return self._at, end
            if len(self._text) - self._at > MAX_CHARACTERS:
                raise WrongFileError(place, sentence("is larger than anything in a log can be"))
            self._read_more()

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        """Whether more of it may make sense; a text without an end is told at its start."""
        is_text = error.msg.startswith("Unterminated string")
        return is_text or len(self._text) - error.pos < _LONGEST_TOKEN

    def _next(self) -> str:
        """The next character that is no space, and stays; "" at the end."""
        while True:
            while self._at < len(self._text):
                found = self._text[self._at]
                if found not in _SPACE:
                    return found
                self._at += 1
            if self._ended:
                return ""
            self._read_more()

    def _expect(self, character: str) -> None:
        found = self._next()
        if not found:
            raise self._wrong(_CUT_OFF)
        if found != character:
            raise self._wrong(_NOT_JSON)
        self._at += 1

    def _read_more(self) -> None:
        raw = self._file.read(_CHUNK_BYTES)
        self._read_bytes += len(raw)
        self._ended = not raw
        try:
            more = self._decoder.decode(raw, final=self._ended)
        except UnicodeDecodeError as error:
            what = sentence(
                "is not UTF-8 text (byte {byte}); expected a JSON file saved as UTF-8",
                byte=self._read_bytes - len(raw) + error.start + 1,
            )
            raise WrongFileError("", what) from None
        self._line, self._column = self._place_of(self._at)
        self._text, self._at = self._text[self._at :] + more, 0

    def _wrong(self, what: Message, position: int | None = None) -> WrongFileError:
        position = self._at if position is None else position
        if self._ended and position >= len(self._text.rstrip(_SPACE)):
            what = _CUT_OFF
        line, column = self._place_of(position)
        return WrongFileError(
            sentence("line {line}, column {column}", line=line, column=column), what
        )

    def _place_of(self, position: int) -> tuple[int, int]:
        """The line and the column in the file of a position in the text, from 1."""
        newlines = self._text.count("\n", 0, position)
        if not newlines:
            return self._line, self._column + position
        return self._line + newlines, position - self._text.rfind("\n", 0, position)


def doubled(name: str) -> Message:
    """That an object has two fields of one name."""
    return sentence(
        'the field "{name}" stands twice in one object; expected it once',
        name=whole_text(name)[:100],
    )


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(digits[:10])
    return int(digits)


def _no_constant(name: str) -> float:
    raise ValueError(name)
