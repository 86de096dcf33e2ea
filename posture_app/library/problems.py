"""What is wrong with a file, as sentences with their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from posture_app.errors import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where: `exercises[12].dose.hold_s`.

    `str()` is English; `words.problems` says it in the person's language.
    """

    place: str | Message
    what: Message

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" if self.place else str(self.what)


def place_of(location: Sequence[str | int]) -> str:
    """A path into a file as a person reads it, such as `exercises[12].dose.hold_s`."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part}]"
        else:
            place += f".{part}" if place else part
    return place
