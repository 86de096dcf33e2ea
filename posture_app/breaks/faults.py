"""What is wrong with settings or a timeline, as sentences with their places."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final, TypeVar

from posture_app.dataclass import dataclass
from posture_app.errors import AnyOf, Message, sentence

W = TypeVar("W", bound=str)
"""One of a few words, as a `Literal` has them."""

MISSING: Final = object()
"""Stands for a field that is not there; JSON's null is None."""
SHOWN_CHARACTERS: Final = 60
MOST_FAULTS: Final = 100
"""So many faults of a file are told."""
NAME_CHARACTERS: Final = 100
_NO_TEXT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that move a terminal's cursor, and halves of characters, which nothing can write."""
LARGEST: Final = 1e12
"""No number of seconds in a file is larger; beyond it, milliseconds lose their exactness."""


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """One thing that is wrong, and where: `breaks[1].every_s`. `str()` is English."""

    place: str
    what: Message

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else str(self.what)


class FaultsError(ValueError):
    """Everything that is wrong with what was read."""

    def __init__(self, faults: Iterable[PlacedFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))


def inside(place: str, name: str) -> str:
    """The place of a field within a place, such as `breaks[1].every_s`."""
    return f"{place}.{name}" if place else name


def got(value: object) -> Message | str:
    """What was found, short enough for a sentence and safe for any terminal."""
    if value is MISSING:
        return sentence("nothing")
    if isinstance(value, dict):
        return sentence("an object")
    if isinstance(value, list):
        return sentence("a list")
    text = json.dumps(value)
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "..."


@dataclass(slots=True)
class Checks:
    """Collects every fault while a file is read; a wrong value is read as its fallback."""

    faults: list[PlacedFault] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Whether there are so many that nobody reads more of them."""
        return len(self.faults) >= MOST_FAULTS

    def leave_off(self, place: str) -> None:
        """Say that from this place on nothing is looked at, as there are so many faults already."""
        self.faults.append(
            PlacedFault(place, sentence("what comes from here on was not looked at"))
        )

    def expected(self, place: str, what: Message, value: object) -> None:
        """Note that something else was expected in this place."""
        wrong = sentence("expected {expected}, got {got}", expected=what, got=got(value))
        self.faults.append(PlacedFault(place, wrong))

    def only(self, place: str, raw: Mapping[str, object], known: Iterable[str]) -> None:
        """Name every field that has no meaning here."""
        names = tuple(known)
        for name in raw:
            if name not in names:
                if self.full:
                    return self.leave_off(inside(place, json.dumps(name[:SHOWN_CHARACTERS])))
                shown = name[:SHOWN_CHARACTERS]
                shown = shown if shown.isidentifier() else json.dumps(shown)
                wrong = sentence("unknown field, expected {names}", names=AnyOf(names))
                self.faults.append(PlacedFault(inside(place, shown), wrong))
        return None

    def seconds(
        self, place: str, value: object, limits: tuple[float, float], fallback: float | None
    ) -> float:
        """A number of seconds within `limits`; `fallback` None means that it must be there."""
        if value is MISSING and fallback is not None:
            return fallback
        least, most = limits
        found = number(value)
        if found is not None and least <= found <= most:
            return found
        too_much = found is not None and found > most
        self.expected(place, _at_most(most) if too_much else _at_least(least), value)
        return fallback or max(least, 1.0)

    def count(self, place: str, value: object, fallback: int, most: int) -> int:
        """A whole number from 0 to `most`."""
        if value is MISSING:
            return fallback
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        if isinstance(value, int) and value > most:
            self.expected(place, sentence("a whole number of at most {most}", most=most), value)
        else:
            self.expected(place, sentence("a whole number of at least 0"), value)
        return fallback

    def flag(self, place: str, value: object, fallback: bool) -> bool:
        """True or false."""
        if value is MISSING:
            return fallback
        if isinstance(value, bool):
            return value
        self.expected(place, sentence("true or false"), value)
        return fallback

    def text(self, place: str, value: object, fallback: str) -> str:
        """A text that is not empty, on one line, and short enough to be a name."""
        if value is MISSING and fallback:
            return fallback
        what = sentence("a text")
        if isinstance(value, str) and value.strip():
            if len(value) <= NAME_CHARACTERS and not _NO_TEXT.search(value):
                return value
            what = sentence(
                "a text of one line and at most {most} characters", most=NAME_CHARACTERS
            )
        self.expected(place, what, value)
        return fallback

    def choice(self, place: str, value: object, known: tuple[W, ...], fallback: W) -> W:
        """One of a few words."""
        if value is MISSING:
            return fallback
        for word in known:
            if word == value:
                return word
        self.expected(place, one_of(f'"{word}"' for word in known), value)
        return fallback

    def done(self) -> None:
        """End the reading.

        Raises:
            FaultsError: Something was found.
        """
        if self.faults:
            raise FaultsError(self.faults)


def one_of(words: Iterable[str]) -> Message:
    """What is expected where there are a few words to choose from."""
    return sentence("one of {words}", words=AnyOf(tuple(words)))


def _at_most(seconds: float) -> Message:
    return sentence("seconds as a number of at most {most}", most=f"{seconds:g}")


def _at_least(seconds: float) -> Message:
    return sentence("seconds as a number of at least {least}", least=f"{seconds:g}")


def number(value: object) -> float | None:
    """A number that can be reckoned with, or None: True is none, nor are NaN and endless ones."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -LARGEST < value < LARGEST else None
