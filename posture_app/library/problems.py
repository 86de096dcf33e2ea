"""What is wrong with a file, as sentences with their places."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from posture_app.dataclass import dataclass
from posture_app.errors import Message, sentences

MOST_TOLD: Final = 100
"""So many problems of a file are told; of the others, how many they are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where: `exercises[12].dose.hold_s`.

    `str()` is English; `words.problems` says it in the person's language.
    """

    place: str | Message
    what: Message

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else str(self.what)


class BrokenFileError(Exception):
    """A library file that cannot be used, with everything that is wrong with it."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        super().__init__(f"{path}: {len(problems)} problems, the first: {problems[0]}")
        self.path = path
        self.problems = problems


class Problems:
    """Collects what is wrong with a file: the first of them as they are, the rest as a number."""

    def __init__(self) -> None:
        self._first: list[Problem] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._first)

    @property
    def full(self) -> bool:
        """Whether no more are told, but only counted."""
        return len(self._first) >= MOST_TOLD

    def add(self, problems: Iterable[Problem]) -> None:
        """Take in more of them."""
        for problem in problems:
            if self.full:
                self._more += 1
            else:
                self._first.append(problem)

    def count(self, more: int) -> None:
        """Take in more of which only their number will be told."""
        self._more += more

    def told(self) -> list[Problem]:
        """The first of them, and then how many more there are."""
        if not self._more:
            return self._first
        rest = sentences("has {count} more problem", "has {count} more problems", count=self._more)
        return [*self._first, Problem("", rest)]


def place_of(location: Sequence[str | int]) -> str:
    """A path into a file as a person reads it, such as `exercises[12].dose.hold_s`."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part}]"
        else:
            place += f".{part}" if place else part
    return place
