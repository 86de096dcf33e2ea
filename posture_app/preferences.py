"""What a person chose, as one value; where it is kept is told in `desktop/settings.py`."""

from dataclasses import dataclass
from typing import Final, Literal

Appearance = Literal["system", "light", "dark"]
Posture = Literal["sitting", "standing"]

APPEARANCES: Final[tuple[Appearance, ...]] = ("system", "light", "dark")
POSTURES: Final[tuple[Posture, ...]] = ("sitting", "standing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How the program looks, sounds and behaves.

    `text_scale` is relative to 100 per cent; `volume` is in per cent. `language` is a key of
    `words.catalogue.LANGUAGES`, or "" for the system's. `posture` is how the person works, and
    `discreet` that breaks offer only what nobody else notices.
    """

    appearance: Appearance = "system"
    text_scale: float = 1.0
    language: str = ""
    volume: int = 70
    muted: bool = False
    reduced_motion: bool = False
    breaks: bool = True
    posture: Posture = "sitting"
    discreet: bool = False
