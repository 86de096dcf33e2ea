"""What is wrong with a file, as sentences with their places."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, and where: `exercises[12].dose.hold_s`."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else self.what


def place_of(location: Sequence[str | int]) -> str:
    """A path into a file as a person reads it, such as `exercises[12].dose.hold_s`."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part}]"
        else:
            place += f".{part}" if place else part
    return place
