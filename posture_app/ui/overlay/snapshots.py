"""What the break's windows are shown, and what they tell: frozen values."""

from dataclasses import dataclass
from typing import Final

from posture_app.breaks.settings import Strictness
from posture_app.coach.micro import Choice, SkipReason

SKIP_REASONS: Final[tuple[tuple[SkipReason, str], ...]] = (
    ("meeting", "In a meeting"),
    ("not_now", "Not now"),
    ("hurts", "It does not feel right"),
    ("no_room", "No room for it"),
)
"""Worded so that nobody who looks over a shoulder learns anything about the person's health."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSnapshot:
    """The little time before a break. `kind` comes back with what the person wants."""

    kind: str
    name: str
    starts_in_s: float
    snooze_s: float
    snoozes_left: int
    strictness: Strictness = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakSnapshot:
    """A break that is to be shown.

    Attributes:
        kind: The break's kind; comes back with what the person wants.
        name: What the person calls it.
        strictness: How it shows itself.
        length_s: Its whole length.
        left_s: What is left of it when it opens: less than `length_s` after a restart.
        choice: The exercise, or None for a break without one.
        lines: What to do in a break without an exercise; the first is the heading.
        snooze_s: How much later "later" is.
        snoozes_left: How often it may still be put off.
    """

    kind: str
    name: str
    strictness: Strictness
    length_s: float
    left_s: float
    choice: Choice | None = None
    lines: tuple[str, ...] = ("Take a break", "Look up, and move as you like.")
    snooze_s: float = 300.0
    snoozes_left: int = 0


@dataclass(frozen=True, slots=True)
class Skipped:
    """A break that the person skipped; `reason` is None where none was asked for."""

    kind: str
    reason: SkipReason | None
